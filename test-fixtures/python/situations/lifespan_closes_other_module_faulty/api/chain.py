import bittensor as bt

subtensor = bt.AsyncSubtensor(network="finney")
# line SUB008


async def block() -> int:
    return await subtensor.get_current_block()
