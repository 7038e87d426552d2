import bittensor as bt


class Miner:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def stop(self):
        self.subtensor.close()

    def archive_height(self):
        subtensor = bt.Subtensor("archive")
        #           ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        return subtensor.get_current_block()
