import bittensor as bt


async def leak():
    sub = await bt.AsyncSubtensor("finney").initialize()
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def closed():
    sub = await bt.AsyncSubtensor("finney").initialize()
    try:
        return await sub.get_current_block()
    finally:
        await sub.close()
