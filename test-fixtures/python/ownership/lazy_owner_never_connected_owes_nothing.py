import bittensor as bt


class Chain:
    def __init__(self, network):
        self.network = network
        self.sub = None

    def connect(self):
        self.sub = bt.Subtensor(self.network)

    def close(self):
        if self.sub is not None:
            self.sub.close()
            self.sub = None


def describe():
    chain = Chain("finney")
    print(chain.network)


def height():
    chain = Chain("finney")
    chain.connect()
    try:
        return chain.sub.get_current_block()
    finally:
        chain.close()
