# sdk: 8.3.0
import bittensor as bt
from bittensor.core.async_subtensor import AsyncSubtensor


async def no_such_method():
    sub = AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())
    await sub.close()


async def inner_connection():
    sub = bt.AsyncSubtensor("finney")
    print(await sub.get_current_block())
    await sub.substrate.close()


async def inner_connection_not_awaited():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    print(await sub.get_current_block())
    sub.substrate.close()


async def scoped():
    async with bt.AsyncSubtensor("finney") as sub:
        print(await sub.get_current_block())


async def wrong_word():
    with bt.AsyncSubtensor("finney") as sub:
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        print(await sub.get_current_block())


async def cold():
    sub = bt.AsyncSubtensor("finney")
    print(sub.network)
