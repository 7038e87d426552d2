import bittensor as bt


class Chain:
    def __init__(self, network):
        self.network = network
        self._subtensor = None

    def is_idle(self):
        return self._subtensor is None

    def connect(self):
        self._subtensor = bt.Subtensor(self.network)

    def close(self):
        if self.is_idle():
            self._subtensor.close()
            self._subtensor = None


def main():
    chain = Chain("finney")
    chain.connect()
    # line SUB007
    print(chain._subtensor.block)
    chain.close()


main()
