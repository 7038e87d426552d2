import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()


def make_chain():
    return Chain()


def leak():
    chain = make_chain()
    #       ^^^^^^^^^^^^ SUB007
    print(chain.sub.get_current_block())


def closed():
    chain = make_chain()
    print(chain.sub.get_current_block())
    chain.close()
