import time

import bittensor as bt


def main():
    with bt.Subtensor("finney") as sub:
        while True:
            print(sub.get_current_block())
            time.sleep(12)
