import bittensor as bt


class Lazy:
    def __init__(self):
        self._sub = None

    @property
    def sub(self):
        if self._sub is None:
            self._sub = bt.Subtensor("finney")
        return self._sub

    def close(self):
        if self._sub is not None:
            self._sub.close()
            self._sub = None


def closed():
    lazy = Lazy()
    print(lazy.sub.get_current_block())
    lazy.close()


def never_opened():
    lazy = Lazy()
    print(lazy)
