from dataclasses import dataclass

import bittensor as bt


@dataclass
class Context:
    sub: bt.Subtensor
    netuid: int


def setup():
    return Context(sub=bt.Subtensor("finney"), netuid=1)


def leak():
    ctx = setup()
    #     ^^^^^^^ SUB007
    print(ctx.sub.subnet(ctx.netuid))


def closed():
    ctx = setup()
    print(ctx.sub.subnet(ctx.netuid))
    ctx.sub.close()
