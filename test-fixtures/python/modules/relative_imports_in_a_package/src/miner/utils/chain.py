import bittensor as bt


async def connect():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    return sub
