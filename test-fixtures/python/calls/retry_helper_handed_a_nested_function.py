import time

import bittensor as bt


def retry(func, attempts=3):
    for attempt in range(attempts):
        try:
            return func()
        except Exception:
            time.sleep(attempt)
    raise RuntimeError("gave up")


def leak():
    def connect():
        return bt.Subtensor("finney")

    sub = retry(connect)
    #     ^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    def connect():
        return bt.Subtensor("finney")

    sub = retry(connect)
    print(sub.get_current_block())
    sub.close()


def helper_returns_plain_data():
    def height():
        with bt.Subtensor("finney") as sub:
            return sub.get_current_block()

    print(retry(height))
