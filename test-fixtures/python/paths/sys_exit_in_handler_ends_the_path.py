import sys

import bittensor as bt


def main():
    sub = bt.Subtensor("finney")
    try:
        sub.get_current_block()
    except Exception as err:
        print(err)
        sys.exit(1)
    sub.close()
