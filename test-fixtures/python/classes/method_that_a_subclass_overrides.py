from abc import ABC, abstractmethod

import bittensor as bt


class Scoped:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.stop()

    def stop(self):
        pass


class Validator(Scoped):
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def stop(self):
        self.sub.close()


class Forgetful(Scoped):
    def __init__(self):
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def stop(self):
        print(self.sub.block)


class Loop(ABC):
    def run(self):
        try:
            self.turn()
        finally:
            self.on_exit()

    @abstractmethod
    def turn(self): ...

    @abstractmethod
    def on_exit(self): ...


class Miner(Loop):
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def turn(self):
        print(self.sub.block)

    def on_exit(self):
        self.sub.close()


class Maker:
    def __init__(self, network):
        self.sub = self.make(network)

    def make(self, network):
        return bt.Subtensor(network)

    def shutdown(self):
        self.sub.close()


class Fake(Maker):
    def make(self, network):
        return bt.MockSubtensor()


class Lazy:
    def __init__(self):
        self.sub = None
        self.connect()

    def connect(self):
        raise NotImplementedError

    def close(self):
        if self.sub is not None:
            self.sub.close()


class Eager(Lazy):
    def connect(self):
        self.sub = bt.Subtensor("finney")


def scoped():
    with Validator() as validator:
        print(validator.sub.block)
    with Forgetful() as forgetful:
        print(forgetful.sub.block)


def looped():
    Miner().run()


def faked():
    fake = Fake("finney")
    print(fake.sub.block)


def made():
    maker = Maker("finney")
    #       ^^^^^^^^^^^^^^^ SUB007
    print(maker.sub.block)


def eager():
    one = Eager()
    #     ^^^^^^^ SUB007
    print(one.sub.block)
