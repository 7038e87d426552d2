import atexit

import bittensor as bt


class Chain:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    def close(self):
        self.sub.close()


chain = Chain("finney")
atexit.register(chain.close)


def height():
    return chain.sub.get_current_block()
