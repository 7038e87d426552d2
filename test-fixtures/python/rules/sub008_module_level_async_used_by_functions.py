import bittensor as bt

subtensor = bt.AsyncSubtensor("finney")
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB008


async def setup():
    await subtensor.initialize()


async def height():
    return await subtensor.get_current_block()
