from collections import namedtuple

import bittensor as bt

Context = namedtuple("Context", "sub netuid")
Pair = namedtuple("Pair", ["main", "archive"])


class Rich(namedtuple("Rich", "node, netuid")):
    def tempo(self):
        return self.node.tempo(self.netuid)


def by_field():
    context = Context(bt.Subtensor(), 1)
    #                 ^^^^^^^^^^^^^^ SUB001|SUB004|SUB006
    print(context.sub.tempo(context.netuid))


def half():
    pair = Pair(main=bt.Subtensor(), archive=bt.Subtensor("archive"))
    #                                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB004|SUB006
    pair.main.close()


def inherited():
    rich = Rich(bt.Subtensor(), 4)
    #           ^^^^^^^^^^^^^^ SUB001|SUB004|SUB006
    print(rich.tempo())


def make():
    return Context(bt.Subtensor(), 5)


def closed():
    context = make()
    context.sub.close()


def forgotten():
    context = make()
    #         ^^^^^^ SUB001|SUB006|SUB007
    print(context.sub.block)
