from contextlib import ExitStack

import bittensor as bt


class Runner:
    def __init__(self, networks):
        with ExitStack() as stack:
            self.subs = [stack.enter_context(bt.Subtensor(n)) for n in networks]
            self._stack = stack.pop_all()

    def close(self):
        self._stack.close()


def run():
    runner = Runner(["finney"])
    try:
        print(runner.subs[0].get_current_block())
    finally:
        runner.close()
