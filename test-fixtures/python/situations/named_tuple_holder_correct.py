from typing import NamedTuple

import bittensor as bt


class Context(NamedTuple):
    sub: bt.Subtensor
    netuid: int = 1


def by_field() -> None:
    context = Context(bt.Subtensor())
    try:
        print(context.sub.tempo(context.netuid))
    finally:
        context.sub.close()


def bound_first() -> None:
    sub = bt.Subtensor()
    context = Context(sub, netuid=8)
    print(context.netuid)
    context.sub.close()


def unpacked() -> None:
    context = Context(bt.Subtensor(), 8)
    sub, netuid = context
    try:
        print(sub.tempo(netuid))
    finally:
        context[0].close()
