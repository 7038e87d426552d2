# sdk: 8.5.2
from contextlib import closing

import bittensor as bt


def run():
    with closing(bt.subtensor("finney")) as sub:
        print(sub.get_current_block())


def run_existing():
    sub = bt.subtensor("finney")
    with closing(sub):
        print(sub.get_current_block())
