# sdk: 10.5.0
from contextlib import AsyncExitStack, ExitStack

import bittensor as bt


async def async_one_entered_like_a_sync_one():
    with ExitStack() as stack:
        sub = stack.enter_context(bt.AsyncSubtensor("finney"))
        #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        print(await sub.get_current_block())


async def sync_one_entered_like_an_async_one():
    async with AsyncExitStack() as stack:
        sub = await stack.enter_async_context(bt.Subtensor("finney"))
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        print(sub.get_current_block())


async def right(stack: AsyncExitStack):
    sub = stack.enter_context(bt.Subtensor("finney"))
    other = await stack.enter_async_context(bt.AsyncSubtensor("finney"))
    print(sub.get_current_block(), await other.get_current_block())
