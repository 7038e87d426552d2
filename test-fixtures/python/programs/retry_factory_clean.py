import functools
import logging
import time

import bittensor as bt

logger = logging.getLogger("chainlink")


def retrying(times):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            for i in range(times):
                try:
                    return fn(*args, **kwargs)
                except ConnectionError as exc:
                    logger.warning("retry %d: %s", i, exc)
                    time.sleep(2 ** i)
            raise ConnectionError("gave up")

        return inner

    return deco


@retrying(3)
def fetch_neurons(netuid: int) -> list:
    with bt.Subtensor("finney") as sub:
        return sub.neurons_lite(netuid)


@retrying(5)
def burn_cost(netuid: int) -> float:
    sub = bt.Subtensor("finney")
    try:
        cost = sub.recycle(netuid)
        if cost is None:
            return 0.0
        return float(cost)
    finally:
        sub.close()


def main():
    for netuid in range(1, 10):
        neurons = fetch_neurons(netuid)
        active = [n for n in neurons if n.active]
        logger.info("%d: %d active, %.3f", netuid, len(active), burn_cost(netuid))


if __name__ == "__main__":
    main()
