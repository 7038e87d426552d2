import bittensor as bt

NETUID = 1
