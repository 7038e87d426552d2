import time

import bittensor as bt


def ask():
    sub = bt.Subtensor()
    for attempt in range(3):
        try:
            return sub.block
        except Exception:
            if attempt == 2:
                raise
            time.sleep(1)
        finally:
            sub.close()


def ask_tuple():
    sub = bt.Subtensor()
    for netuid in (1, 2):
        try:
            print(sub.metagraph(netuid))
        finally:
            sub.close()


def ask_none():
    sub = bt.Subtensor()
#         ^^^^^^^^^^^^^^ SUB002
    for netuid in range(0):
        sub.close()


def ask_some(n):
    sub = bt.Subtensor()
#         ^^^^^^^^^^^^^^ SUB002
    for netuid in range(n):
        sub.close()
