# mode: strict
import bittensor as bt


def stop():
    sub = bt.Subtensor("finney")
    try:
        sub.close()
    except Exception as err:
        print("close failed", err)
