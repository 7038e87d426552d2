import logging
import time

import bittensor as bt

log = logging.getLogger("price-bot")


def run_bot(netuid: int, interval: float) -> None:
    subtensor = bt.Subtensor(network="finney")
    previous = None
    while True:
        price = subtensor.get_subnet_price(netuid=netuid)
        if previous is not None and float(price) > float(previous) * 1.05:
            log.info("pump on %d: %s -> %s", netuid, previous, price)
        previous = price
        time.sleep(interval)
    log.info("shutting down")
    subtensor.close()
