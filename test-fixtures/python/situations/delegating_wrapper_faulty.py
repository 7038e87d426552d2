import bittensor as bt


class Retrying:
    def __init__(self, network):
        self._sub = bt.Subtensor(network)

    def __getattr__(self, name):
        return getattr(self._sub, name)


class Settings:
    """What it has answer is no connection."""

    def __init__(self, config):
        self.config = config
        self.link = bt.Subtensor(config.network)
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def __getattr__(self, name):
        return getattr(self.config, name)


def closed():
    chain = Retrying("finney")
    print(chain.block)
    chain.close()


def forgotten():
    chain = Retrying("finney")
    #       ^^^^^^^^^^^^^^^^^^ SUB007
    print(chain.block)


def settings(config):
    chain = Settings(config)
    print(chain.link.block)
    chain.close()


closed()
forgotten()
