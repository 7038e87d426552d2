import time

import bittensor as bt


def main():
    sub = bt.Subtensor("finney")
    while True:
        print(sub.get_current_block())
        time.sleep(12)
    sub.close()
