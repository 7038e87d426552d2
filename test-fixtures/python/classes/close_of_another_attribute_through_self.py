import bittensor as bt


class Inner:
    def __init__(self):
        self.chain = bt.Subtensor("finney")


class Outer:
    def __init__(self):
        self.inner = Inner()

    def stop(self):
        self.inner.chain.close()


def closed():
    outer = Outer()
    outer.stop()
