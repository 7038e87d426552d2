import contextlib

import bittensor as bt


def main():
    with contextlib.closing(bt.Subtensor("finney")) as sub:
        print(sub.get_current_block())
