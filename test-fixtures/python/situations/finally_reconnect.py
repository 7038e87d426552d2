"""Long-running loops, all of which replace a connection correctly."""
import time

import bittensor as bt

LIMIT = 3


def steady(rounds):
    sub = bt.Subtensor("finney")
    failures = 0
    try:
        for _ in range(rounds):
            try:
                print(sub.get_current_block())
                failures = 0
            except Exception as err:
                failures += 1
                bt.logging.warning(f"failure {failures}: {err}")
                if failures >= LIMIT:
                    sub.close()
                    sub = bt.Subtensor("finney")
                    failures = 0
            time.sleep(12)
    finally:
        sub.close()


def lazily(rounds):
    sub = None
    for _ in range(rounds):
        try:
            if sub is None:
                sub = bt.Subtensor("finney")
            print(sub.get_current_block())
        except Exception as err:
            bt.logging.warning(f"dropping connection: {err}")
            if sub is not None:
                sub.close()
                sub = None
        time.sleep(12)
    if sub is not None:
        sub.close()


def swap(network, other):
    sub = bt.Subtensor(network)
    try:
        height = sub.get_current_block()
    finally:
        sub.close()
    sub = bt.Subtensor(other)
    try:
        return height - sub.get_current_block()
    finally:
        sub.close()


def lazily_bad(rounds):
    sub = None
    for _ in range(rounds):
        try:
            if sub is None:
                sub = bt.Subtensor("finney")
                # line SUB002|SUB005
            print(sub.get_current_block())
        except Exception as err:
            bt.logging.warning(f"dropping connection: {err}")
            sub = None
        time.sleep(12)
    if sub is not None:
        sub.close()


if __name__ == "__main__":
    steady(10)
    lazily(10)
    lazily_bad(10)
    print(swap("finney", "test"))
