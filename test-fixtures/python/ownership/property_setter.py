"""Assigning to a property runs its setter."""

import bittensor as bt


class Holder:
    def __init__(self):
        self._sub = None
        self.subtensor = bt.Subtensor()

    @property
    def subtensor(self):
        return self._sub

    @subtensor.setter
    def subtensor(self, value):
        self._sub = value

    def close(self):
        self._sub.close()


class Careful:
    def __init__(self):
        self._sub = None

    @property
    def sub(self):
        return self._sub

    @sub.setter
    def sub(self, value):
        if self._sub is not None:
            self._sub.close()
        self._sub = value

    @sub.deleter
    def sub(self):
        self._sub.close()
        self._sub = None

    def reconnect(self):
        self.sub = bt.Subtensor()


class Forgetful:
    def __init__(self):
        self.chain = bt.Subtensor()
        #            ^^^^^^^^^^^^^^ SUB006

    @property
    def chain(self):
        return self._chain

    @chain.setter
    def chain(self, value):
        self._chain = value


def closed():
    holder = Holder()
    try:
        print(holder.subtensor.block)
    finally:
        holder.close()


def left():
    holder = Holder()
    #        ^^^^^^^^ SUB007
    print(holder.subtensor.block)
