from typing import List, Tuple

import bittensor as bt


def top(subtensor: "bt.Subtensor", netuid: int, count: int = 5) -> List[Tuple[int, float]]:
    """Borrows the connection."""
    metagraph = subtensor.metagraph(netuid)
    metagraph.sync(subtensor=subtensor)
    ranked = sorted(enumerate(metagraph.I), key=lambda pair: -float(pair[1]))
    return [(uid, float(value)) for uid, value in ranked[:count]]


def refresh(subtensor, metagraphs):
    for netuid, metagraph in metagraphs.items():
        try:
            metagraph.sync(subtensor=subtensor)
        except Exception as err:
            bt.logging.warning(f"{netuid}: {err}")


class Scorer:
    def __init__(self, subtensor: "bt.subtensor"):
        self.subtensor = subtensor
        self.metagraphs = {}

    def watch(self, netuid):
        self.metagraphs[netuid] = self.subtensor.metagraph(netuid)

    def score(self):
        refresh(self.subtensor, self.metagraphs)
        return {n: float(sum(m.I)) for n, m in self.metagraphs.items()}
