import logging

import bittensor as bt

log = logging.getLogger("scorer")


class Scorer:
    def __init__(self, netuid: int):
        self.netuid = netuid
        self.subtensor = bt.Subtensor(network="finney")
        self.scores: dict[str, float] = {}

    def update(self) -> None:
        mg = self.subtensor.metagraph(self.netuid)
        for hotkey, incentive in zip(mg.hotkeys, mg.incentive):
            self.scores[hotkey] = 0.9 * self.scores.get(hotkey, 0.0) + 0.1 * float(incentive)

    def __enter__(self) -> "Scorer":
        return self

    def __exit__(self, *exc) -> None:
        self.subtensor.close()


def main() -> None:
    with Scorer(5) as scorer:
        scorer.update()
        log.info("%d scores", len(scorer.scores))


if __name__ == "__main__":
    main()
