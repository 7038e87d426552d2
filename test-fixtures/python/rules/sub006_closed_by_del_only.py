import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def __del__(self):
        self.sub.close()
