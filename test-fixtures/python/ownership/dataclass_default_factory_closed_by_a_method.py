from dataclasses import dataclass, field

import bittensor as bt


@dataclass
class State:
    netuid: int
    sub: bt.Subtensor = field(default_factory=bt.Subtensor)

    def close(self):
        self.sub.close()


def forgotten():
    state = State(netuid=1)
    #       ^^^^^^^^^^^^^^^ SUB007
    print(state.netuid)


def closed():
    state = State(netuid=1)
    print(state.netuid)
    state.close()


def passed_in(sub):
    state = State(1, sub)
    print(state.netuid)
