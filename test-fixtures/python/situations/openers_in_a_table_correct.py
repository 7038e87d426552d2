"""Openers are looked up in a dictionary of the module; what they open is closed."""

import bittensor as bt

OPENERS = {"main": bt.Subtensor, "local": lambda: bt.Subtensor("local")}
MOCKS = {"main": bt.MockSubtensor}
NETWORKS = {"main": "finney", "test": "test"}


def block(name):
    sub = OPENERS[name]()
    try:
        return sub.block
    finally:
        sub.close()


def scoped(name):
    with OPENERS[name]() as sub:
        return sub.block


def mocked(name):
    return MOCKS[name]().block


def of_an_argument(openers, OPENERS):
    return openers["main"](), OPENERS["main"]()


def by_name(name):
    with bt.Subtensor(NETWORKS[name]) as sub:
        return sub.block
