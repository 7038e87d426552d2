import functools
import logging
import time

import bittensor as bt


def timed(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        start = time.time()
        try:
            return f(*args, **kwargs)
        finally:
            logging.info("%s", time.time() - start)

    return inner


@timed
def make():
    return bt.Subtensor("finney")


def made():
    sub = make()
    print(sub.block)
    sub.close()
