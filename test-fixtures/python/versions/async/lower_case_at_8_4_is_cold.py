# sdk: 8.4.5
import bittensor as bt


async def cold():
    sub = bt.async_subtensor("finney")
    print(sub.network)


async def leak():
    sub = bt.async_subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())


async def closed():
    sub = bt.async_subtensor("finney")
    print(await sub.get_current_block())
    await sub.substrate.close()
