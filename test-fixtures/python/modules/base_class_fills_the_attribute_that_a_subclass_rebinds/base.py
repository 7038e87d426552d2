import bittensor as bt


class Base:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def stop(self):
        self.subtensor.close()
