import bittensor as bt

sub = bt.Subtensor("finney")
print(sub.get_current_block())
sub.close()
