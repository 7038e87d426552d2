import logging
from dataclasses import dataclass, field

import bittensor as bt

log = logging.getLogger(__name__)


@dataclass
class MinerState:
    netuid: int
    hotkey: str
    step: int = 0
    subtensor: bt.Subtensor = field(default_factory=bt.Subtensor)
    # line SUB006
    history: list[int] = field(default_factory=list)

    def tick(self) -> None:
        self.step += 1
        self.history.append(self.subtensor.get_current_block())
        del self.history[:-100]

    def close(self) -> None:
        self.history.clear()
        log.info("miner state of %s closed", self.hotkey)


def main() -> None:
    state = MinerState(netuid=1, hotkey="5F...")
    try:
        for _ in range(10):
            state.tick()
    finally:
        state.close()


if __name__ == "__main__":
    main()
