import bittensor as bt


class Chain:
    """The helper stands between the method that opens and the one that closes."""

    def __init__(self, network):
        self.network = network
        self._subtensor = None

    def is_open(self):
        return self._subtensor is not None

    def connect(self):
        self._subtensor = bt.Subtensor(self.network)

    def close(self):
        if self.is_open():
            self._subtensor.close()
            self._subtensor = None


class Property:
    def __init__(self):
        self._sub = None

    @property
    def is_open(self):
        return self._sub is not None

    @property
    def sub(self):
        if self._sub is None:
            self._sub = bt.Subtensor()
        return self._sub

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        if self.is_open:
            self._sub.close()
            self._sub = None


def main():
    chain = Chain("finney")
    chain.connect()
    try:
        print(chain._subtensor.block)
    finally:
        chain.close()
    with Property() as lazy:
        print(lazy.sub.block)


main()
