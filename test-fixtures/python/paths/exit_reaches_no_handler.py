# mode: strict
import sys

import bittensor as bt


def stop_in_try():
    try:
        sub = bt.Subtensor("finney")
        print(sub.network)
        sys.exit(1)
    except Exception:
        print("not connected")


def stop():
    sub = bt.Subtensor("finney")
    print(sub.network)
    sys.exit(0)
