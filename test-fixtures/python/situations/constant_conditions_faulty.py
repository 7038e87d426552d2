import logging
import time

import bittensor as bt

logger = logging.getLogger("poll")


def wait_for_block(target: int, poll: float = 6.0) -> int:
    sub = bt.Subtensor(network="finney")
    # line SUB001|SUB002
    while 1:
        block = sub.get_current_block()
        if block >= target:
            break
        logger.info("%d to go", target - block)
        time.sleep(poll)
    if False:
        sub.close()
    return block
