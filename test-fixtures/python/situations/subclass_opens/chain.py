import time

import bittensor as bt


class TimedSubtensor(bt.Subtensor):
    """The SDK class with a stopwatch."""

    def __init__(self, network="finney", **kwargs):
        self.started = time.monotonic()
        super().__init__(network, **kwargs)

    def timed_block(self):
        before = time.monotonic()
        number = self.get_current_block()
        return number, time.monotonic() - before

    @property
    def age(self):
        return time.monotonic() - self.started
