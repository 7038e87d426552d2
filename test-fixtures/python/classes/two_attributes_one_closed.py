import bittensor as bt


class Pair:
    def __init__(self):
        self.finney = bt.Subtensor("finney")
        self.archive = bt.Subtensor("archive")
        #              ^^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def close(self):
        self.finney.close()


def run():
    pair = Pair()
    pair.close()
