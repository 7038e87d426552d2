# sdk: 8.2.0
import bittensor as bt


async def leak():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def scoped():
    async with bt.AsyncSubtensor("finney") as sub:
        return await sub.get_current_block()
