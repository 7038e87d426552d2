import atexit
import functools

import bittensor as bt


@functools.lru_cache(maxsize=1)
def a():
    return bt.Subtensor("finney")


atexit.register(lambda: a().close())


@functools.cache
def b():
    return bt.Subtensor("finney")


def on_shutdown():
    b().close()


class Box:
    @functools.cached_property
    def client(self):
        return bt.Subtensor("finney")


def run():
    box = Box()
    try:
        print(box.client.block)
    finally:
        box.client.close()


_s = None


def c():
    global _s
    if _s is None:
        _s = bt.Subtensor()
    return _s


def on_exit():
    c().close()


atexit.register(on_exit)


@functools.cache
def nobody():
    return bt.Subtensor("finney")
#          ^^^^^^^^^^^^^^^^^^^^^^ SUB008


def head():
    return nobody().block
