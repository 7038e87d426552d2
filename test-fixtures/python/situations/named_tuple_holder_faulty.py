from typing import NamedTuple

import bittensor as bt


class Context(NamedTuple):
    sub: bt.Subtensor
    netuid: int = 1


def by_field() -> None:
    context = Context(bt.Subtensor())
    #                 ^^^^^^^^^^^^^^ SUB001|SUB004|SUB006
    print(context.sub.tempo(context.netuid))
