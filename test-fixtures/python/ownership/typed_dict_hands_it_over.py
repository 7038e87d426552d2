from typing import TypedDict

import bittensor as bt


class Parts(TypedDict):
    sub: bt.Subtensor
    name: str


def make():
    sub = bt.Subtensor("finney")
    return Parts(sub=sub, name="finney")


def closed():
    parts = make()
    print(parts["sub"].block)
    parts["sub"].close()


def forgotten():
    parts = make()
    #       ^^^^^^ SUB001
    print(parts["sub"].block)
