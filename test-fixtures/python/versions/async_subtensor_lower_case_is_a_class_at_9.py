# sdk: 9.12.2
import bittensor as bt


async def leak():
    sub = bt.async_subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    return await sub.get_current_block()


async def scoped():
    async with bt.async_subtensor("finney") as sub:
        return await sub.get_current_block()
