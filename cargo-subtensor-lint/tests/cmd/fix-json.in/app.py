import bittensor as bt

with bt.Subtensor() as sub:
    print(sub.block)
    sub.close()
