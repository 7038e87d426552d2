import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def stop(self):
        self.sub.substrate.close()


def run():
    chain = Chain()
    chain.stop()


def forgotten():
    chain = Chain()
    #       ^^^^^^^ SUB007
    print(chain.sub.get_current_block())
