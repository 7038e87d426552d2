# sdk: 8.5.2
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
        #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()


def inner():
    sub = bt.subtensor("finney")
    block = sub.get_current_block()
    sub.substrate.close()
    return block


def inner_websocket():
    sub = bt.subtensor("finney")
    block = sub.get_current_block()
    sub.substrate.websocket.close()
    return block
