import bittensor as bt

subtensor = bt.Subtensor(network="finney")
# line SUB001
print(subtensor.get_current_block())
