from dataclasses import dataclass

import bittensor as bt


@dataclass
class Chain:
    network: str

    def __post_init__(self):
        self.sub = bt.Subtensor(self.network)
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006
