import contextlib

import bittensor as bt


def best_effort(wallet, netuid):
    with contextlib.suppress(Exception):
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
        sub.burned_register(wallet=wallet, netuid=netuid)
        sub.close()


def best_effort_closed(wallet, netuid):
    sub = bt.Subtensor("finney")
    with contextlib.suppress(Exception):
        sub.burned_register(wallet=wallet, netuid=netuid)
    sub.close()
