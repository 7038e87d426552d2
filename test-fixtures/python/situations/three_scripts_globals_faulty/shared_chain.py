import bittensor as bt

subtensor = bt.Subtensor(network="archive")
# line SUB008
