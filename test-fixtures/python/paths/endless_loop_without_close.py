import time

import bittensor as bt


def main():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    while True:
        print(sub.get_current_block())
        time.sleep(12)


if __name__ == "__main__":
    main()
