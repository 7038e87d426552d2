import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()


class Miner:
    def __init__(self):
        self.chain = Chain()

    def stop(self):
        self.chain.close()


class Forgetful:
    def __init__(self):
        self.chain = Chain()
        #            ^^^^^^^ SUB006|SUB007

    def height(self):
        return self.chain.sub.get_current_block()


def run():
    miner = Miner()
    miner.stop()


def forgotten():
    miner = Miner()
    #       ^^^^^^^ SUB007
    print(miner.chain.sub.get_current_block())
