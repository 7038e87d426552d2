# sdk: 9.12.2
import bittensor as bt

with bt.subtensor("finney") as sub:
    print(sub.get_current_block())
