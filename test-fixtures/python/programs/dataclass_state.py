from dataclasses import dataclass, field

import bittensor as bt


def make_chain() -> bt.Subtensor:
    return bt.Subtensor(network="finney")


@dataclass
class State:
    netuid: int
    chain: bt.Subtensor = field(default_factory=make_chain)
    scores: dict = field(default_factory=dict)

    def update(self, uid: int, reward: float, alpha: float = 0.1) -> None:
        old = self.scores.get(uid, 0.0)
        self.scores[uid] = (1 - alpha) * old + alpha * reward

    def close(self) -> None:
        self.scores.clear()
        self.chain.close()


def train(state: State, rounds: int) -> None:
    for _ in range(rounds):
        for neuron in state.chain.neurons_lite(state.netuid):
            state.update(neuron.uid, neuron.trust)


def main() -> None:
    state = State(netuid=17)
    try:
        train(state, 10)
        best = max(state.scores, key=state.scores.get, default=None)
        print("best", best)
    finally:
        state.close()


if __name__ == "__main__":
    main()
