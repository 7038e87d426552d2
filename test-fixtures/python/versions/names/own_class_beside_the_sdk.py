# sdk: 9.12.2
import bittensor as bt
import turbobt


class Subtensor:
    def __init__(self, network):
        self.network = network


def own():
    return Subtensor("finney").network


def of_the_sdk():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.block


async def of_turbobt():
    async with turbobt.Subtensor("finney") as sub:
        return await sub.chain.getHeader()
