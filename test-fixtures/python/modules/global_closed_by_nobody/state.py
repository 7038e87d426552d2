import bittensor as bt

subtensor = bt.Subtensor("finney")
#           ^^^^^^^^^^^^^^^^^^^^^^ SUB008
