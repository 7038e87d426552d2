import bittensor as bt
from bittensor.core.async_subtensor import get_async_subtensor


async def run():
    sub = await bt.get_async_subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())


async def run_module():
    sub = await get_async_subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())


async def run_closed():
    sub = await get_async_subtensor("finney")
    print(await sub.get_current_block())
    await sub.close()


async def run_scoped():
    async with (await get_async_subtensor("finney")) as sub:
        print(await sub.get_current_block())
