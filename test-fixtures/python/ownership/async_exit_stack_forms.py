from contextlib import AsyncExitStack

import bittensor as bt


async def enter(networks):
    async with AsyncExitStack() as stack:
        for network in networks:
            sub = await stack.enter_async_context(bt.AsyncSubtensor(network))
            print(await sub.get_current_block())


async def push_callback():
    async with AsyncExitStack() as stack:
        sub = bt.AsyncSubtensor("finney")
        stack.push_async_callback(sub.close)
        await sub.initialize()
        print(await sub.get_current_block())


async def push_exit():
    async with AsyncExitStack() as stack:
        sub = await bt.AsyncSubtensor("finney").initialize()
        stack.push_async_exit(sub)
        print(await sub.get_current_block())
