import logging
import time

import bittensor as bt

log = logging.getLogger("poller")


class Poller:
    MAX_AGE = 1800

    def __init__(self, network):
        self.network = network
        self.subtensor = bt.Subtensor(network=network)
        self.opened_at = time.monotonic()

    def refresh(self):
        age = time.monotonic() - self.opened_at
        if age > self.MAX_AGE:
            log.info("connection is %ds old, renewing", age)
            self.subtensor = bt.Subtensor(network=self.network)
            # line SUB005
            self.opened_at = time.monotonic()

    def difficulty(self, netuid):
        self.refresh()
        return self.subtensor.difficulty(netuid)

    def close(self):
        self.subtensor.close()


def main():
    poller = Poller("finney")
    try:
        for _ in range(10_000):
            for netuid in (1, 2, 3):
                log.info("%d %s", netuid, poller.difficulty(netuid))
            time.sleep(30)
    finally:
        poller.close()


if __name__ == "__main__":
    main()
