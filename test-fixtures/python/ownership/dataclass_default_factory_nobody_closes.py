from dataclasses import dataclass, field

import bittensor as bt


@dataclass
class State:
    netuid: int
    sub: bt.Subtensor = field(default_factory=bt.Subtensor)
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def height(self):
        return self.sub.get_current_block()
