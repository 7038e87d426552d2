import atexit
import time

import bittensor as bt


def main():
    sub = bt.Subtensor("finney")
    atexit.register(sub.close)
    while True:
        print(sub.get_current_block())
        time.sleep(12)
