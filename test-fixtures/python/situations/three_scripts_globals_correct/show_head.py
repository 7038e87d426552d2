import bittensor as bt

subtensor = bt.Subtensor(network="finney")
print(subtensor.get_current_block())
subtensor.close()
