import logging
import signal
import sys
import time

import bittensor as bt

logger = logging.getLogger("miner")


def mine(netuid: int) -> None:
    sub = bt.Subtensor(network="finney")
    wallet = bt.Wallet()

    def handle_stop(signum, frame):
        logger.info("signal %s", signum)
        sub.close()
        sys.exit(0)

    signal.signal(signal.SIGTERM, handle_stop)
    while True:
        if not sub.is_hotkey_registered(netuid=netuid, hotkey_ss58=wallet.hotkey.ss58_address):
            logger.warning("deregistered")
        time.sleep(60)


if __name__ == "__main__":
    mine(2)
