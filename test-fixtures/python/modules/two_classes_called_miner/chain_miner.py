import bittensor as bt


class Miner:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def stop(self):
        self.sub.close()


def main():
    miner = Miner()
    #       ^^^^^^^ SUB007
    print(miner.sub.get_current_block())
