import logging
import time

import bittensor as bt

log = logging.getLogger(__name__)


def collect(netuid: int, rounds: int) -> list[int]:
    blocks: list[int] = []
    sub = None
    for number in range(rounds):
        if sub is None:
            sub = bt.Subtensor(network="finney")
            # line SUB002
        blocks.append(sub.get_current_block())
        if number and number % 100 == 0:
            log.info("refreshing the connection after %d rounds", number)
            sub = None
        time.sleep(12)
    if sub is not None:
        sub.close()
    return blocks
