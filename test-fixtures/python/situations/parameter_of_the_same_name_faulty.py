"""A parameter that has the name of a script's variable does not refer to that."""

import bittensor as bt


def head(sub):
    return sub.block


def tempo(sub, netuid, *, ask=lambda sub, netuid: sub.tempo(netuid)):
    return ask(sub, netuid)


sub = bt.Subtensor(network="finney")
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
print(head(sub), tempo(sub, 1))
