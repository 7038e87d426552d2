import atexit
from contextlib import ExitStack
from dataclasses import dataclass

import bittensor as bt


class Chain:
    """Opens its connection when it is first asked for one."""

    def __init__(self):
        self._sub = None

    def sub(self):
        if self._sub is None:
            self._sub = bt.Subtensor("finney")
        return self._sub

    def close(self):
        if self._sub is not None:
            self._sub.close()
            self._sub = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Parts:
    """Closes them in a loop."""

    def __init__(self):
        self.first = Chain()
        self.second = Chain()

    def run(self):
        print(self.first.sub().block, self.second.sub().block)

    def close(self):
        for it in (self.first, self.second):
            it.close()


class Scoped:
    def __init__(self):
        self.chain = Chain()

    def run(self):
        with self.chain:
            print(self.chain.sub().block)

    def on_a_stack(self):
        with ExitStack() as stack:
            stack.enter_context(self.chain)
            print(self.chain.sub().block)

    def called_back(self):
        with ExitStack() as stack:
            stack.callback(self.chain.close)
            print(self.chain.sub().block)


class Registered:
    def __init__(self):
        self.chain = Chain()
        atexit.register(self.chain.close)

    def run(self):
        print(self.chain.sub().block)


class Lent:
    """Whoever made the chain closes it."""

    chain: Chain

    def __init__(self, chain):
        self.chain = chain

    def run(self):
        print(self.chain.sub().block)


@dataclass
class Held:
    chain: Chain

    def run(self):
        print(self.chain.sub().block)


class Either:
    def __init__(self, chain=None):
        self.chain = chain or Chain()

    def run(self):
        print(self.chain.sub().block)


def main():
    parts = Parts()
    parts.run()
    parts.close()
    Scoped().run()
    Scoped().on_a_stack()
    Scoped().called_back()
    Registered().run()
    with Chain() as chain:
        Lent(chain).run()
        Held(chain).run()
        Either(chain).run()


CHAIN = Chain()
atexit.register(CHAIN.close)


def of_the_module():
    print(CHAIN.sub().block)


OTHER = Chain()


def in_a_block():
    with OTHER:
        print(OTHER.sub().block)
