import bittensor as bt


async def height():
    return await (await bt.AsyncSubtensor("finney").initialize()).get_current_block()
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB004


async def height_right():
    async with bt.AsyncSubtensor("finney") as sub:
        return await sub.get_current_block()
