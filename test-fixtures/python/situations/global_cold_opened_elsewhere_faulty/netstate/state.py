import bittensor as bt

subtensor = bt.AsyncSubtensor(network="finney")
# line SUB008
NETUIDS = [1, 4, 9]
