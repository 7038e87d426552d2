import logging
import time
from typing import Any

import bittensor as bt

log = logging.getLogger("chain")


class TimedSubtensor(bt.Subtensor):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.timings: dict[str, float] = {}

    def timed(self, name: str, *args: Any):
        start = time.perf_counter()
        try:
            return getattr(self, name)(*args)
        finally:
            self.timings[name] = time.perf_counter() - start


def benchmark(netuid: int) -> dict[str, float]:
    sub = TimedSubtensor(network="finney")
    # line SUB001
    for name in ("tempo", "difficulty", "immunity_period", "max_weight_limit"):
        value = sub.timed(name, netuid)
        log.info("%s = %s", name, value)
    return dict(sub.timings)


def compare(first: int, second: int) -> None:
    a, b = benchmark(first), benchmark(second)
    for key in a:
        print(f"{key:20s} {a[key]:.3f} {b.get(key, 0):.3f}")


if __name__ == "__main__":
    compare(1, 2)
