import time

import bittensor as bt


def main():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    while True:
        try:
            print(sub.get_current_block())
        except Exception:
            sub = bt.Subtensor("finney")
            #     ^^^^^^^^^^^^^^^^^^^^^^ SUB005
        time.sleep(12)
