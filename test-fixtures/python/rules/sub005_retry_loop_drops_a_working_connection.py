import time

import bittensor as bt


def connect(attempts):
    sub = None
    for attempt in range(attempts):
        try:
            sub = bt.Subtensor("finney")
            #     ^^^^^^^^^^^^^^^^^^^^^^ SUB005|SUB002
            sub.get_current_block()
            break
        except Exception:
            time.sleep(2**attempt)
    if sub is not None:
        sub.close()


def connect_checked(attempts):
    sub = None
    for attempt in range(attempts):
        try:
            sub = bt.Subtensor("finney")
            sub.get_current_block()
            break
        except Exception:
            if sub is not None:
                sub.close()
                sub = None
            time.sleep(2**attempt)
    if sub is not None:
        sub.close()
