import bittensor as bt


class Base:
    sub = None

    def shutdown(self):
        if self.sub is not None:
            self.sub.close()


class Miner(Base):
    def __init__(self):
        self.sub = bt.Subtensor("finney")


def closed():
    miner = Miner()
    miner.shutdown()


def forgotten():
    miner = Miner()
    #       ^^^^^^^ SUB007
    print(miner.sub.get_current_block())
