import time

import bittensor as bt


def main():
    while True:
        try:
            sub = bt.Subtensor("finney")
            #     ^^^^^^^^^^^^^^^^^^^^^^ SUB005|SUB002
            print(sub.get_current_block())
            break
        except Exception as err:
            print("retrying", err)
            time.sleep(5)
    sub.close()
