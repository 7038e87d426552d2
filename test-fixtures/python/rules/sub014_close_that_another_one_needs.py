"""A `close()` is redundant only if none of those that it may close is open."""

import sys

import bittensor as bt


def factory():
    if len(sys.argv) > 1:
        with bt.Subtensor("archive") as sub:
            return sub
    return bt.Subtensor("finney")


def from_a_factory():
    sub = factory()
    print(sub.network)
    sub.close()


def from_two_ways(archive):
    if archive:
        sub = bt.Subtensor("archive")
        sub.close()
    else:
        sub = bt.Subtensor("finney")
    sub.close()


def closed_on_two_ways(archive):
    if archive:
        sub = bt.Subtensor("archive")
        sub.close()
    else:
        sub = bt.Subtensor("finney")
        sub.close()
    sub.close()
#   ^^^^^^^^^^^ SUB014
#   ^^^^^^^^^^^ SUB014


def given_or_its_own(sub=None):
    if sub is None:
        sub = bt.Subtensor("finney")
        sub.close()
    sub.close()
