import asyncio

import bittensor as bt


def prices(netuids: list[int]) -> list[float]:
    with bt.Subtensor("finney") as sub:  # one for all
        # Asks the node.
        text = """
netuids
"""
        print(text)
        return [sub.subnet(netuid).price for netuid in netuids]


async def height() -> int:
    sub = await bt.AsyncSubtensor().initialize()
    height = await sub.get_current_block()
    await sub.close()
    return height


def neurons(netuid: int) -> int:
    with bt.Subtensor() as sub:
        metagraph = bt.Metagraph(netuid, subtensor=sub)
    return metagraph.n


def keep(netuid: int) -> None:
    print(asyncio.run(height()))


class Miner:
    def __init__(self) -> None:
        self.sub = bt.Subtensor()


def main() -> None:
    miner = Miner()
    print(miner.sub.block, bt.Subtensor().block)
