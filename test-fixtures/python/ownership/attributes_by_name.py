"""`setattr` with a name that only running tells, and closings through a class."""

import bittensor as bt


class Bag:
    def add(self, name, value):
        setattr(self, name, value)

    def close(self):
        for name in ("main", "archive"):
            sub = getattr(self, name, None)
            if sub is not None:
                sub.close()


class Fixed:
    def __init__(self):
        for name in ("main", "archive"):
            setattr(self, name, bt.Subtensor(name))

    def close(self):
        for name in ("main", "archive"):
            getattr(self, name).close()


class TestChain:
    @classmethod
    def setup_class(cls):
        cls.sub = bt.Subtensor("local")

    @classmethod
    def teardown_class(cls):
        cls.sub.close()


class TestLeak:
    def setup_method(self):
        self.sub = bt.Subtensor("local")
        #          ^^^^^^^^^^^^^^^^^^^^^ SUB006

    def test_head(self):
        assert self.sub.block


def closed():
    bag = Bag()
    bag.add("main", bt.Subtensor("finney"))
    bag.close()
    fixed = Fixed()
    fixed.close()


def left():
    fixed = Fixed()
    #       ^^^^^^^ SUB007
    print(fixed.main.block)
