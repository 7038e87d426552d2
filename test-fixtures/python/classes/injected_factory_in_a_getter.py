import bittensor as bt


class Chain:
    def __init__(self, factory):
        self._factory = factory
        self._sub = None

    def ensure(self):
        if self._sub is None:
            self._sub = self._factory()
        return self._sub

    def close(self):
        if self._sub is not None:
            self._sub.close()
            self._sub = None


def main(network):
    chain = Chain(lambda: bt.Subtensor(network=network))
    try:
        print(chain.ensure().block)
    finally:
        chain.close()
