import bittensor as bt


def height():
    sub = bt.Subtensor("finney")
    value = -1
    try:
        value = sub.get_current_block()
    finally:
        sub.close()
        return value
