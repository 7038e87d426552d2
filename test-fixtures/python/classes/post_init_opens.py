from dataclasses import dataclass

import bittensor as bt


@dataclass
class Chain:
    network: str

    def __post_init__(self):
        self.sub = bt.Subtensor(self.network)

    def close(self):
        self.sub.close()


def closed():
    chain = Chain("finney")
    chain.close()


def forgotten():
    chain = Chain("finney")
    #       ^^^^^^^^^^^^^^^ SUB007
    print(chain.sub.get_current_block())
