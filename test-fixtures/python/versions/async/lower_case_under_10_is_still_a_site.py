# sdk: 10.5.0
import bittensor as bt


async def leak():
    sub = bt.async_subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def closed():
    sub = bt.async_subtensor("finney")
    block = await sub.get_current_block()
    await sub.close()
    return block


async def scoped():
    async with bt.async_subtensor("finney") as sub:
        return await sub.get_current_block()
