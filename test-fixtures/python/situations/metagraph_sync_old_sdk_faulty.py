# sdk: 7.4.0
import logging
import time

import bittensor as bt

log = logging.getLogger("resync")


def follow(netuid: int, rounds: int) -> None:
    sub = bt.subtensor(network="finney")
    try:
        metagraph = sub.metagraph(netuid)
        for _ in range(rounds):
            metagraph.sync()
            # line SUB009
            log.info("%d neurons at %s", len(metagraph.uids), metagraph.block)
            time.sleep(600)
    finally:
        sub.close()


if __name__ == "__main__":
    follow(1, 10)
