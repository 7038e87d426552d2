# sdk: 9.12.2
import bittensor as bt


async def leak():
    sub = await bt.get_async_subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def closed():
    sub = await bt.get_async_subtensor("finney")
    await sub.close()
