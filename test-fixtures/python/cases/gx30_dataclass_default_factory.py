from dataclasses import dataclass, field

import bittensor as bt


@dataclass
class Settings:
    netuid: int = 1
    sub: bt.Subtensor = field(default_factory=bt.Subtensor)
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006
