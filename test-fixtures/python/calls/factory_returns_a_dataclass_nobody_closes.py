from dataclasses import dataclass

import bittensor as bt


@dataclass
class Context:
    sub: bt.Subtensor
    netuid: int


def setup():
    return Context(sub=bt.Subtensor("finney"), netuid=1)
    #                  ^^^^^^^^^^^^^^^^^^^^^^ SUB006


def use():
    ctx = setup()
    print(ctx.sub.subnet(ctx.netuid))
