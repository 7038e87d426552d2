from contextlib import ExitStack

import bittensor as bt


def run(path):
    with ExitStack() as stack:
        handle = stack.enter_context(open(path))
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
        print(sub.get_current_block(), handle.read())
