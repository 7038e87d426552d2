"""A `finally` opens anew after the first connection is closed in any case."""

import bittensor as bt


def end(sub):
    sub.close()


def rebound():
    sub = bt.Subtensor("finney")
    try:
        try:
            print(sub.tempo(1))
        finally:
            end(sub)
    finally:
        sub = bt.Subtensor("finney")
        sub.close()
