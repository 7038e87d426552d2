import logging
import time

import bittensor as bt

logger = logging.getLogger("retry")


def main(netuid: int, attempts: int = 5) -> int:
    for attempt in range(attempts):
        try:
            sub = bt.Subtensor(network="finney")
            break
        except Exception as exc:
            logger.warning("attempt %d: %s", attempt, exc)
            time.sleep(5)
    else:
        logger.error("giving up")
        return 1
    mg = sub.metagraph(netuid)
    if int(mg.n) == 0:
        logger.error("empty subnet")
        sub.close()
        return 2
    print(int(mg.n), "neurons")
    sub.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(1))
