# sdk: 9.12.2
import bittensor as bt

sub = bt.subtensor("finney")
print(sub.get_current_block())
sub.close()
