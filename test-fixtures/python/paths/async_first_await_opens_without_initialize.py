import bittensor as bt


async def block_number():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def block_number_closed():
    sub = bt.AsyncSubtensor("finney")
    try:
        return await sub.get_current_block()
    finally:
        await sub.close()
