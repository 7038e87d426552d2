import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = None

    def connect(self):
        if self.sub is not None:
            self.sub.close()
        self.sub = bt.Subtensor("finney")

    def close(self):
        if self.sub is not None:
            self.sub.close()


def reconnects():
    chain = Chain()
    chain.connect()
    chain.connect()
    chain.close()
