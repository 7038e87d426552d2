# mode: pedantic
import logging
import time

import bittensor as bt

log = logging.getLogger("block-clock")


def clock(rounds: int) -> list[int]:
    seen: list[int] = []
    for _ in range(rounds):
        with bt.Subtensor(network="finney") as sub:
            # line SUB016
            seen.append(sub.get_current_block())
            log.info("block %d", seen[-1])
        time.sleep(12)
    return seen
