import bittensor as bt


async def run():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    await sub.close()
    return await sub.get_current_block()
    # line SUB013
