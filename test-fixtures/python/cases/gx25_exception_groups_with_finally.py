# mode: strict
import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    try:
        print(sub.get_current_block())
    except* ConnectionError as group:
        print(group)
    finally:
        sub.close()
