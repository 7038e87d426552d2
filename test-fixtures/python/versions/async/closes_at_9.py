# sdk: 9.0.0
import bittensor as bt
from bittensor.core.async_subtensor import AsyncSubtensor


async def method():
    sub = AsyncSubtensor("finney")
    print(await sub.get_current_block())
    await sub.close()


async def not_awaited():
    sub = AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    print(await sub.get_current_block())
    sub.close()


async def inner_connection():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    await sub.substrate.close()


async def returned_by_initialize():
    sub = await bt.AsyncSubtensor("finney").initialize()
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())


async def returned_by_initialize_and_closed():
    sub = await bt.AsyncSubtensor("finney").initialize()
    print(await sub.get_current_block())
    await sub.close()


async def existing():
    sub = bt.AsyncSubtensor("finney")
    async with sub:
        print(await sub.get_current_block())


async def wrong_word():
    with bt.AsyncSubtensor("finney") as sub:
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        print(await sub.get_current_block())


async def cold():
    sub = bt.AsyncSubtensor("finney")
    print(sub.network)
