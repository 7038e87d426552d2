import bittensor as bt


def first():
    class Miner:
        def __init__(self):
            self.sub = bt.Subtensor("finney")

        def close(self):
            self.sub.close()

    miner = Miner()
    miner.close()


def second():
    class Miner:
        def __init__(self):
            self.weights = []

    miner = Miner()
    print(miner.weights)
