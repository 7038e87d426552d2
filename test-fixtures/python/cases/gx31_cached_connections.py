from functools import cached_property, lru_cache

import bittensor as bt


@lru_cache
def subtensor_for(network):
    return bt.Subtensor(network)
    #      ^^^^^^^^^^^^^^^^^^^^^ SUB008


class Service:
    @cached_property
    def sub(self):
        return bt.Subtensor("finney")
        #      ^^^^^^^^^^^^^^^^^^^^^^ SUB008
