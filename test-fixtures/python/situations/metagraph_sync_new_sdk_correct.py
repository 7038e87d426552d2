# sdk: 9.12.2
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
            log.info("%d neurons", len(metagraph.uids))
            time.sleep(600)
            log.info("block %d", sub.get_current_block())
    finally:
        sub.close()


if __name__ == "__main__":
    follow(1, 10)
