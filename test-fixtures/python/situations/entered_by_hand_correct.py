"""Context managers that are entered by hand and left by hand."""

import atexit
from contextlib import ExitStack, asynccontextmanager, contextmanager

import bittensor as bt


@contextmanager
def chain():
    sub = bt.Subtensor("finney")
    try:
        yield sub
    finally:
        sub.close()


@contextmanager
def borrowed(sub):
    yield sub


@asynccontextmanager
async def async_chain():
    async with bt.AsyncSubtensor("finney") as sub:
        yield sub


def left():
    manager = chain()
    sub = manager.__enter__()
    try:
        return sub.block
    finally:
        manager.__exit__(None, None, None)


async def left_async():
    manager = async_chain()
    sub = await manager.__aenter__()
    try:
        return await sub.get_current_block()
    finally:
        await manager.__aexit__(None, None, None)


def left_at_exit():
    manager = chain()
    sub = manager.__enter__()
    atexit.register(manager.__exit__, None, None, None)
    return sub.block


def on_a_stack():
    with ExitStack() as stack:
        manager = chain()
        sub = manager.__enter__()
        stack.push(manager)
        return sub.block


def lends_what_it_was_lent():
    with bt.Subtensor("finney") as sub:
        return borrowed(sub).__enter__().block


def closed_directly():
    sub = chain().__enter__()
    try:
        return sub.block
    finally:
        sub.close()


class Monitor:
    """A manager that wraps another."""

    def __enter__(self):
        self.manager = chain()
        self.sub = self.manager.__enter__()
        return self

    def __exit__(self, *error):
        return self.manager.__exit__(*error)


def with_monitor():
    with Monitor() as monitor:
        return monitor.sub.block
