# mode: pedantic
import logging
import time

import bittensor as bt

log = logging.getLogger("block-clock")


def clock(rounds: int) -> list[int]:
    seen: list[int] = []
    with bt.Subtensor(network="finney") as sub:
        for _ in range(rounds):
            seen.append(sub.get_current_block())
            log.info("block %d", seen[-1])
            time.sleep(12)
    return seen
