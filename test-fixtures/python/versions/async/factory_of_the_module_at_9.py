# sdk: 9.0.0
from bittensor.core.async_subtensor import get_async_subtensor


async def leak():
    sub = await get_async_subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def never_used():
    sub = await get_async_subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.network)


async def never_awaited():
    coroutine = get_async_subtensor("finney")
    print(coroutine)


async def closed():
    sub = await get_async_subtensor("finney")
    await sub.close()


async def scoped():
    async with await get_async_subtensor("finney") as sub:
        return await sub.get_current_block()
