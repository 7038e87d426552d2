import bittensor as bt


class Weights:
    sub = bt.Subtensor()
    #     ^^^^^^^^^^^^^^ SUB008

    def height(self):
        return self.sub.block
