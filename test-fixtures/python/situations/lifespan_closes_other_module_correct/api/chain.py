import bittensor as bt

subtensor = bt.AsyncSubtensor(network="finney")


async def block() -> int:
    return await subtensor.get_current_block()
