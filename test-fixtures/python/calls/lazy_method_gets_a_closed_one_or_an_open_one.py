"""A guard that surely holds decides nothing about a factory that gives a closed connection on one of its paths."""

import sys

import bittensor as bt


def make():
    if len(sys.argv) > 1:
        with bt.Subtensor("archive") as sub:
            return sub
    return bt.Subtensor("finney")


class Lazy:
    def __init__(self):
        self.sub = None

    def connect(self):
        if self.sub is None:
            self.sub = make()

    def close(self):
        if self.sub is not None:
            self.sub.close()


def leak():
    lazy = Lazy()
    lazy.connect()
    # line SUB007


def closed():
    lazy = Lazy()
    lazy.connect()
    lazy.close()
