import functools

import bittensor as bt


def by_partial(registry):
    sub = bt.Subtensor("finney")
    registry.append(functools.partial(sub.close))


def by_lambda(registry):
    sub = bt.Subtensor("finney")
    registry.append(lambda: sub.close())
