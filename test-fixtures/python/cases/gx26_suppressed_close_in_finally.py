# mode: strict
from contextlib import suppress

import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    try:
        print(sub.get_current_block())
    finally:
        with suppress(Exception):
            sub.close()
