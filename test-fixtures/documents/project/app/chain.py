import bittensor as bt


def connect():
    return bt.Subtensor()


class Miner:
    def __init__(self):
        self.sub = bt.Subtensor()
        #          ^^^^^^^^^^^^^^ SUB006


state = None
