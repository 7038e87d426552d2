"""Context managers that are entered by hand and never left."""

from contextlib import asynccontextmanager, contextmanager

import bittensor as bt


@contextmanager
def chain():
    sub = bt.Subtensor("finney")
    try:
        yield sub
    finally:
        sub.close()


@asynccontextmanager
async def async_chain():
    async with bt.AsyncSubtensor("finney") as sub:
        yield sub


def never_left():
    sub = chain().__enter__()
#         ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.block


def manager_is_kept_in_vain():
    manager = chain()
    sub = manager.__enter__()
#         ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.block


def left_on_one_way(netuid):
    manager = chain()
    sub = manager.__enter__()
#         ^^^^^^^^^^^^^^^^^^^ SUB002
    if not sub.subnet_exists(netuid):
        return None
    tempo = sub.tempo(netuid)
    manager.__exit__(None, None, None)
    return tempo


async def never_left_async():
    sub = await async_chain().__aenter__()
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


class Monitor:
    def __init__(self):
        self.sub = chain().__enter__()
#                  ^^^^^^^^^^^^^^^^^^^ SUB006

    def block(self):
        return self.sub.block
