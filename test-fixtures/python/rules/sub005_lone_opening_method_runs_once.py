import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = None

    def connect(self):
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()
