from contextlib import ExitStack
from dataclasses import dataclass, field

import bittensor as bt


@dataclass
class Chain:
    sub: bt.Subtensor = field(default_factory=bt.Subtensor)

    def close(self) -> None:
        self.sub.close()


def on_a_stack() -> None:
    with ExitStack() as stack:
        chain = Chain()
        #       ^^^^^^^ SUB007
        stack.callback(print, "left")
        print(chain.sub.block)
