from functools import cached_property

import bittensor as bt


class Popped:
    def connect(self):
        self.chain = bt.Subtensor()

    def close(self):
        chain = self.__dict__.pop("chain", None)
        if chain is not None:
            chain.close()


class Other:
    def connect(self):
        self.archive = bt.Subtensor("archive")
        #              ^^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def close(self):
        chain = vars(self).get("something_else")
        if chain:
            chain.close()


class Cached:
    @cached_property
    def lazy(self):
        return bt.Subtensor()
        #      ^^^^^^^^^^^^^^ SUB008

    def close(self):
        self.__dict__.pop("lazy", None)


class Named:
    closers = ("finney",)

    def __init__(self):
        self.finney = bt.Subtensor("finney")
        self.test = bt.Subtensor("test")
        #           ^^^^^^^^^^^^^^^^^^^^ SUB006

    def close(self):
        for name in self.closers:
            getattr(self, name).close()


def main():
    popped, other, cached = Popped(), Other(), Cached()
    popped.connect()
    # line SUB007
    other.connect()
    print(popped.chain.block, other.archive.block, cached.lazy.block)
    other.close()
    cached.close()
    named = Named()
    print(named.finney.block)
    named.close()


main()
