from contextlib import ExitStack

import bittensor as bt


def enter(networks):
    with ExitStack() as stack:
        subs = [stack.enter_context(bt.Subtensor(network)) for network in networks]
        print([sub.get_current_block() for sub in subs])


def callback():
    with ExitStack() as stack:
        sub = bt.Subtensor("finney")
        stack.callback(sub.close)
        print(sub.get_current_block())


def push():
    with ExitStack() as stack:
        sub = bt.Subtensor("finney")
        stack.push(sub)
        print(sub.get_current_block())


def by_hand():
    stack = ExitStack()
    sub = stack.enter_context(bt.Subtensor("finney"))
    print(sub.get_current_block())
    stack.close()
