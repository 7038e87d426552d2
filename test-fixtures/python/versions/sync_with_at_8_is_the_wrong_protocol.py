# sdk: 8.5.2
import bittensor as bt

with bt.Subtensor("finney") as sub:
#    ^^^^^^^^^^^^^^^^^^^^^^ SUB011
    print(sub.get_current_block())
