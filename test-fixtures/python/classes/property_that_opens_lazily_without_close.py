import bittensor as bt


class Lazy:
    def __init__(self):
        self._sub = None

    @property
    def sub(self):
        if self._sub is None:
            self._sub = bt.Subtensor("finney")
            #           ^^^^^^^^^^^^^^^^^^^^^^ SUB006
        return self._sub
