# mode: strict
from contextlib import suppress

import bittensor as bt


def report(sub):
    with suppress(Exception):
        print(sub.get_current_block())
    sub.close()


def lent():
    sub = bt.Subtensor("finney")
    report(sub)


def here():
    sub = bt.Subtensor("finney")
    with suppress(BaseException):
        print(sub.get_current_block())
    sub.close()


def some_get_through():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003
    with suppress(ValueError):
        print(sub.get_current_block())
    sub.close()
