from contextlib import suppress

import bittensor as bt


def watch():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    try:
        with suppress(Exception):
            print(sub.get_current_block())
    except KeyboardInterrupt:
        return
    sub.close()


def watch_closed():
    sub = bt.Subtensor("finney")
    try:
        with suppress(Exception):
            print(sub.get_current_block())
    except KeyboardInterrupt:
        print("interrupted")
    sub.close()
