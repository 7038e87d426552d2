"""What was put into a list is in it when a loop closes all."""

import bittensor as bt


def tempo(netuid, pool=None):
    pool = pool or []
    pool.append(bt.Subtensor("finney"))
#               ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    try:
        return pool[0].tempo(netuid)
    finally:
        for sub in pool:
            sub.close()
