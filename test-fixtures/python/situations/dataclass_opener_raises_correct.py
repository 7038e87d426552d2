# mode: strict
from contextlib import ExitStack, closing
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
        stack.callback(chain.close)
        print(chain.sub.block)


def scoped() -> None:
    with closing(Chain()) as chain:
        print(chain.sub.block)
