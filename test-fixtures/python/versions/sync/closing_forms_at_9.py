# sdk: 9.0.0
from contextlib import ExitStack, closing

import bittensor as bt


def closing_helper():
    with closing(bt.subtensor("finney")) as sub:
        return sub.get_current_block()


def registered():
    with ExitStack() as stack:
        sub = bt.subtensor("finney")
        stack.callback(sub.close)
        return sub.get_current_block()


def entered():
    with ExitStack() as stack:
        sub = stack.enter_context(bt.subtensor("finney"))
        return sub.get_current_block()


def inner():
    sub = bt.subtensor("finney")
    block = sub.get_current_block()
    sub.substrate.close()
    return block


def inner_websocket():
    sub = bt.subtensor("finney")
    block = sub.get_current_block()
    sub.substrate.ws.close()
    return block
