from functools import cached_property

import bittensor as bt


class Chain:
    @cached_property
    def subtensor(self):
        return bt.Subtensor("finney")
        #      ^^^^^^^^^^^^^^^^^^^^^^ SUB008

    def height(self):
        return self.subtensor.get_current_block()
