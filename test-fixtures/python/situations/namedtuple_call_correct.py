import collections
import typing
from collections import namedtuple

import bittensor as bt

Context = namedtuple("Context", "sub netuid")
Pair = collections.namedtuple("Pair", ["main", "archive"], defaults=(None,))
Typed = typing.NamedTuple("Typed", [("chain", bt.Subtensor), ("netuid", int)])


class Rich(namedtuple("Rich", "node, netuid")):
    def tempo(self):
        return self.node.tempo(self.netuid)


def by_field():
    context = Context(bt.Subtensor(), 1)
    try:
        print(context.sub.tempo(context.netuid))
    finally:
        context.sub.close()


def unpacked():
    sub, netuid = Context(bt.Subtensor(), 8)
    print(sub.tempo(netuid))
    sub.close()


def both():
    pair = Pair(main=bt.Subtensor(), archive=bt.Subtensor("archive"))
    for sub in pair:
        sub.close()


def one():
    pair = Pair(bt.Subtensor())
    pair.main.close()


def by_position():
    typed = Typed(bt.Subtensor(), 3)
    print(typed.chain.block)
    typed[0].close()


def inherited():
    rich = Rich(bt.Subtensor(), 4)
    print(rich.tempo())
    rich.node.close()


def make():
    return Context(bt.Subtensor(), 5)


def made():
    context = make()
    print(context.sub.block)
    context.sub.close()


def inside():
    Local = namedtuple("Local", "wire netuid")
    local = Local(bt.Subtensor(), 6)
    local.wire.close()


context = Context(bt.Subtensor(), 7)
print(context.netuid)
context.sub.close()
