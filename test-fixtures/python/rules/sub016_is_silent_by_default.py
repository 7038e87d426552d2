import time

import bittensor as bt


def poll():
    while True:
        with bt.Subtensor("finney") as sub:
            print(sub.get_current_block())
        time.sleep(12)
