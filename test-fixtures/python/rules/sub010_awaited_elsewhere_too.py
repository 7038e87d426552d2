import bittensor as bt


async def returned():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    print(await sub.get_current_block())
    return await sub.close()
