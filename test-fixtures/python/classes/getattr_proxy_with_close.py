import bittensor as bt


class Proxy:
    def __init__(self, network):
        self._inner = bt.Subtensor(network)

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def close(self):
        self._inner.close()


def closed():
    proxy = Proxy("finney")
    print(proxy.get_current_block())
    proxy.close()


def forgotten():
    proxy = Proxy("finney")
    #       ^^^^^^^^^^^^^^^ SUB007
    print(proxy.get_current_block())
