from functools import cached_property

import bittensor as bt


class Closes:
    @cached_property
    def sub(self):
        return bt.Subtensor("finney")

    def close(self):
        self.sub.close()


class Keeps:
    @cached_property
    def sub(self):
        return bt.Subtensor("finney")
        #      ^^^^^^^^^^^^^^^^^^^^^^ SUB008

    def close(self):
        self.other.close()
