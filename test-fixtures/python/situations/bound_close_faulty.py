import logging
from typing import Callable

import bittensor as bt

log = logging.getLogger("weights-copier")


def mean_weights(netuid: int, network: str = "finney") -> list[float]:
    sub = bt.Subtensor(network=network)
    # line SUB001
    release: Callable[[], None] = sub.close
    sums: dict[int, float] = {}
    rows = sub.weights(netuid=netuid)
    for _, row in rows:
        for uid, weight in row:
            sums[uid] = sums.get(uid, 0.0) + weight
    log.debug("will be released by %s", release)
    n = max(1, len(rows))
    return [sums.get(uid, 0.0) / n for uid in range(max(sums, default=-1) + 1)]
