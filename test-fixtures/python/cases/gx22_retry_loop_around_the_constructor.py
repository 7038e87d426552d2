import time

import bittensor as bt


def main():
    while True:
        try:
            sub = bt.Subtensor("finney")
            break
        except Exception as err:
            print("retrying", err)
            time.sleep(5)
    print(sub.get_current_block())
    sub.close()
