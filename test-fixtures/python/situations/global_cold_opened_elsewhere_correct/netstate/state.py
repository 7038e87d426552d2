import bittensor as bt

subtensor = bt.AsyncSubtensor(network="finney")
NETUIDS = [1, 4, 9]
