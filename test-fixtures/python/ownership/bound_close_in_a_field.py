"""A bound `close` that an object keeps and calls, and one that it only keeps."""

import bittensor as bt


class Closing:
    def __init__(self):
        self.sub = bt.Subtensor()
        self._end = self.sub.close

    def stop(self):
        self._end()


class Keeping:
    def __init__(self):
        self.sub = bt.Subtensor()
        #          ^^^^^^^^^^^^^^ SUB006
        self._end = self.sub.close

    def stop(self):
        print("stopped")


def closed():
    closing = Closing()
    try:
        print(closing.sub.block)
    finally:
        closing.stop()
