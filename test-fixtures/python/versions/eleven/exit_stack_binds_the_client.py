# sdk: 11.3.0
from contextlib import AsyncExitStack, ExitStack

import bittensor as bt


async def run():
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(bt.Subtensor("finney"))
        print(await client.balances.get("5F"))


def blocking():
    with ExitStack() as stack:
        sub = stack.enter_context(bt.Subtensor("finney"))
        print(sub.block)


def wrong_word():
    with ExitStack() as stack:
        client = stack.enter_context(bt.Client("finney"))
        #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        print(client)
