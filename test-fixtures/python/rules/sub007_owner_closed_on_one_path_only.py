import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()


def run(netuid):
    chain = Chain()
    #       ^^^^^^^ SUB007
    if not chain.sub.subnet_exists(netuid):
        return False
    chain.close()
    return True
