import logging
import time
from contextlib import closing

import bittensor as bt


class Validator:
    def __init__(self, network="finney"):
        self.network = network
        self.sub = bt.Subtensor(network)
        # line SUB002

    def reconnect(self):
        self.sub = None
        self.sub = bt.Subtensor(self.network)

    def close(self):
        self.sub.close()


class Watcher:
    """What a loop loses is reported where the loop opens it."""

    def __init__(self):
        self.chain = bt.Subtensor("finney")

    def run(self, rounds):
        for _ in range(rounds):
            try:
                print(self.chain.block)
            except ConnectionError as error:
                logging.warning("lost: %s", error)
                del self.chain
                time.sleep(12)
                self.chain = bt.Subtensor("finney")
                # line SUB002

    def close(self):
        self.chain.close()


class Poller:
    """Deletes the attribute, in a handler."""

    def __init__(self):
        self.chain = bt.Subtensor("finney")
        # line SUB002

    def poll(self):
        try:
            return self.chain.block
        except ConnectionError:
            del self.chain
            self.chain = bt.Subtensor("finney")
            return self.chain.block

    def close(self):
        self.chain.close()


class Lazy:
    """The first connection is opened on demand."""

    def __init__(self):
        self._sub = None

    def sub(self):
        if self._sub is None:
            self._sub = bt.Subtensor("finney")
            # line SUB002
        return self._sub

    def renew(self):
        self._sub = None
        self._sub = bt.Subtensor("test")

    def close(self):
        if self._sub is not None:
            self._sub.close()


def main():
    with closing(Validator()) as validator:
        for _ in range(3):
            validator.reconnect()
    with closing(Watcher()) as watcher:
        watcher.run(100)
    with closing(Poller()) as poller:
        poller.poll()
    with closing(Lazy()) as lazy:
        print(lazy.sub().block)
        lazy.renew()


if __name__ == "__main__":
    main()
