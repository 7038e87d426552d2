import contextlib
import logging
import time

import bittensor as bt

log = logging.getLogger("poller")


class Poller:
    def __init__(self, network, max_age=1800):
        self.network = network
        self.max_age = max_age
        self._open()

    def _open(self):
        self.subtensor = bt.Subtensor(network=self.network)
        self.opened_at = time.monotonic()

    def _drop(self):
        with contextlib.suppress(Exception):
            self.subtensor.close()

    def refresh(self):
        if time.monotonic() - self.opened_at > self.max_age:
            self._drop()
            self._open()

    def immunity(self, netuid):
        self.refresh()
        return self.subtensor.immunity_period(netuid)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._drop()


def main():
    with Poller("finney") as poller:
        for _ in range(1000):
            log.info("immunity %s", poller.immunity(11))
            time.sleep(30)


if __name__ == "__main__":
    main()
