import bittensor as bt
import util


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def close(self):
        util.close_quietly(self.sub)


class Asker:
    def __init__(self):
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def block(self):
        return util.ask(self.sub)
