"""A class that changes what its attributes mean goes past that by way of `object`."""

import bittensor as bt


class Proxy:
    def __init__(self, inner):
        object.__setattr__(self, "_inner", inner)

    def __setattr__(self, name, value):
        setattr(object.__getattribute__(self, "_inner"), name, value)

    def __getattr__(self, name):
        return getattr(object.__getattribute__(self, "_inner"), name)


def connect():
    return Proxy(bt.Subtensor())


def closed():
    sub = connect()
    try:
        print(sub.block)
    finally:
        sub.close()


def left_open():
    sub = connect()
#         ^^^^^^^^^ SUB007
    print(sub.block)
