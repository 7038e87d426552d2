# sdk: 8.5.2
from bittensor.core.async_subtensor import AsyncSubtensor


async def scoped():
    async with AsyncSubtensor("finney") as sub:
        return await sub.get_current_block()


async def by_substrate():
    sub = AsyncSubtensor("finney")
    block = await sub.get_current_block()
    await sub.substrate.close()
    return block


async def never():
    sub = AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()
