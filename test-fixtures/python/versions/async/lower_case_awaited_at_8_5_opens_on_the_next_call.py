# sdk: 8.5.2
import bittensor as bt


async def leak():
    sub = await bt.async_subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def closed():
    sub = await bt.async_subtensor("finney")
    print(await sub.get_current_block())
    await sub.substrate.close()


async def scoped():
    sub = await bt.async_subtensor("finney")
    async with sub:
        return await sub.get_current_block()
