import logging
import random
import time

import bittensor as bt

logger = logging.getLogger("chainlink")

ENDPOINTS = [
    "wss://entrypoint-finney.opentensor.ai:443",
    "wss://lite.chain.opentensor.ai:443",
]


class ChainUnavailable(RuntimeError):
    pass


def open_chain(retries=5, backoff=1.5):
    delay = 1.0
    for attempt in range(retries):
        endpoint = random.choice(ENDPOINTS)
        try:
            subtensor = bt.Subtensor(network=endpoint)
            # line SUB002|SUB005
            head = subtensor.get_current_block()
            logger.info("connected to %s at %d", endpoint, head)
            return subtensor
        except Exception as exc:
            logger.warning("attempt %d: %s", attempt, exc)
            time.sleep(delay)
            delay *= backoff
    raise ChainUnavailable("no endpoint answered")


def total_stake(netuid):
    with open_chain() as chain:
        mg = chain.metagraph(netuid)
        return float(mg.S.sum())


if __name__ == "__main__":
    for uid in (1, 9, 18):
        print(uid, total_stake(uid))
