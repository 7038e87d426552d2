import bittensor as bt


class Chain:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    def close(self):
        self.sub.close()


chain = Chain("finney")
#       ^^^^^^^^^^^^^^^ SUB008


def height():
    return chain.sub.get_current_block()
