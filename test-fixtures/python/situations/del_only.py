import logging
import time

import bittensor as bt

log = logging.getLogger(__name__)


class Reader:
    """Trusts the garbage collector."""

    def __init__(self, network="finney"):
        self.network = network
        self.subtensor = bt.Subtensor(network)
        # line SUB006|SUB007
        self.reads = 0

    def tempo(self, netuid):
        self.reads += 1
        return self.subtensor.tempo(netuid)

    def __del__(self):
        try:
            self.subtensor.close()
        except Exception:
            log.debug("too late", exc_info=True)


class CarefulReader:
    """Has a __del__ as well, but nobody relies on it."""

    def __init__(self, network="finney"):
        self.subtensor = bt.Subtensor(network)
        self.closed = False

    def tempo(self, netuid):
        return self.subtensor.tempo(netuid)

    def close(self):
        if not self.closed:
            self.subtensor.close()
            self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def __del__(self):
        self.close()


def main():
    reader = Reader()
    print(reader.tempo(1), reader.reads)
    with CarefulReader() as careful:
        print(careful.tempo(1))
    other = CarefulReader("test")
    try:
        print(other.tempo(2))
        time.sleep(1)
    except ConnectionError as err:
        log.error("lost: %s", err)
    other.close()


if __name__ == "__main__":
    main()
