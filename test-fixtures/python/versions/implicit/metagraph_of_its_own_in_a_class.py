# sdk: 10.5.0
import bittensor as bt


class Watcher:
    def __init__(self):
        self.metagraph = bt.Metagraph(1)
        #                ^^^^^^^^^^^^^^^ SUB009

    def refresh(self):
        self.metagraph.sync()
        self.metagraph.sync()


class Borrower:
    def __init__(self, sub):
        self.metagraph = bt.Metagraph(1, 0, "finney", True, True, sub)

    def refresh(self):
        self.metagraph.sync()


def made_elsewhere():
    return bt.Metagraph(1)
    #      ^^^^^^^^^^^^^^^ SUB009


def uses_it():
    mg = made_elsewhere()
    mg.sync()
    return mg.n
