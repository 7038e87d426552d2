import bittensor as bt


class Pool:
    def __init__(self, networks):
        self.subs = [bt.Subtensor(network) for network in networks]
        #            ^^^^^^^^^^^^^^^^^^^^^ SUB006

    def heights(self):
        return [sub.get_current_block() for sub in self.subs]


class ClosingPool:
    def __init__(self, networks):
        self.subs = [bt.Subtensor(network) for network in networks]

    def close(self):
        for sub in self.subs:
            sub.close()


def run():
    pool = ClosingPool(["finney"])
    pool.close()


def forgotten():
    pool = ClosingPool(["finney"])
    #      ^^^^^^^^^^^^^^^^^^^^^^^ SUB007
    print(pool)
