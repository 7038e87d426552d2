import logging
import time

import bittensor as bt

logger = logging.getLogger("ctrl-c")


def main(netuid: int) -> None:
    sub = bt.Subtensor(network="finney")
    step = 0
    try:
        while True:
            mg = sub.metagraph(netuid)
            logger.info("step %d, %d neurons", step, int(mg.n))
            step += 1
            time.sleep(12)
    except KeyboardInterrupt:
        logger.info("interrupted after %d steps", step)
        sub.close()


if __name__ == "__main__":
    main(1)
