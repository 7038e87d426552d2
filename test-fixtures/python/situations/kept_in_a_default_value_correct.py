"""What is put into a container is closed by whoever has it."""

import bittensor as bt


def fill(netuids, pool=[]):
    pool.append(bt.Subtensor("finney"))
    return [pool[0].tempo(it) for it in netuids]


def main(netuids):
    pool = []
    try:
        return fill(netuids, pool)
    finally:
        for sub in pool:
            sub.close()
