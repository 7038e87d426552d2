import contextlib

import bittensor as bt


def sync():
    with contextlib.ExitStack() as stack:
        a = bt.Subtensor("finney")
        stack.callback(a.close)
        b = bt.Subtensor("archive")
        stack.push(b)
        print(a.get_current_block() - b.get_current_block())


async def main():
    async with contextlib.AsyncExitStack() as stack:
        sub = bt.AsyncSubtensor("finney")
        stack.push_async_callback(sub.close)
        print(await sub.get_current_block())
