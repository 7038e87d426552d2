from functools import cached_property

import bittensor as bt


class Popped:
    def connect(self):
        self.chain = bt.Subtensor()

    def close(self):
        chain = self.__dict__.pop("chain", None)
        if chain is not None:
            chain.close()


class Looked:
    def connect(self):
        self.archive = bt.Subtensor("archive")

    def close(self):
        archive = vars(self).get("archive")
        if archive:
            archive.close()


class Subscripted:
    def __init__(self):
        self.node = bt.Subtensor()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.__dict__["node"].close()


class Cached:
    @cached_property
    def lazy(self):
        return bt.Subtensor()

    def close(self):
        if "lazy" in self.__dict__:
            self.lazy.close()
            del self.__dict__["lazy"]


class Named:
    closers = ("finney", "test")

    def __init__(self):
        self.finney = bt.Subtensor("finney")
        self.test = bt.Subtensor("test")

    def close(self):
        for name in self.closers:
            getattr(self, name).close()


class Swept:
    def __init__(self):
        self.left = bt.Subtensor("finney")
        self.right = bt.Subtensor("test")

    def close(self):
        for value in vars(self).values():
            if hasattr(value, "close"):
                value.close()


def main():
    popped, looked, cached = Popped(), Looked(), Cached()
    popped.connect()
    looked.connect()
    print(popped.chain.block, looked.archive.block, cached.lazy.block)
    popped.close()
    looked.close()
    cached.close()
    with Subscripted() as scoped:
        print(scoped.node.block)
    named, swept = Named(), Swept()
    print(named.finney.block, swept.right.block)
    named.close()
    swept.close()


main()
