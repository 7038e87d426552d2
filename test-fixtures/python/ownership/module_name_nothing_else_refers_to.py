import sys

import bittensor as bt

sub = bt.Subtensor("finney")
#     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
if len(sys.argv) > 1:
    print(sub.get_balance(sys.argv[1]))
    sub.close()
else:
    print(sub.get_current_block())
