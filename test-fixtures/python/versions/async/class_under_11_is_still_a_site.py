# sdk: 11.3.0
import bittensor as bt


async def leak():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    return await sub.get_current_block()


async def closed():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    block = await sub.get_current_block()
    await sub.close()
    return block


async def returned_by_initialize():
    sub = await bt.AsyncSubtensor("finney").initialize()
    await sub.close()


async def scoped():
    async with bt.AsyncSubtensor("finney") as sub:
        return await sub.get_current_block()


async def factory():
    sub = await bt.get_async_subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def factory_closed():
    sub = await bt.get_async_subtensor("finney")
    await sub.close()
