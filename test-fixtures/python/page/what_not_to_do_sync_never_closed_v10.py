import bittensor as bt

sub = bt.subtensor("finney")
#     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
print(sub.get_current_block())
print(sub.get_total_subnets())
