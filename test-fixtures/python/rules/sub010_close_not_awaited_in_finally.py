import bittensor as bt


async def height():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    await sub.initialize()
    try:
        return await sub.get_current_block()
    finally:
        sub.close()


async def height_awaited():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    try:
        return await sub.get_current_block()
    finally:
        await sub.close()
