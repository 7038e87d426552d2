import bittensor as bt


class Scorer:
    def __init__(self, subtensor=None):
        self.subtensor = subtensor or bt.Subtensor()
        #                             ^^^^^^^^^^^^^^ SUB006

    def height(self):
        return self.subtensor.get_current_block()
