import bittensor as bt


class Holder:
    def __init__(self):
        sub = bt.Subtensor("finney")
        self.first = sub
        sub = bt.Subtensor("archive")
        self.second = sub

    def close(self):
        self.first.close()
        self.second.close()
