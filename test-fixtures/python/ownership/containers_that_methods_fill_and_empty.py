"""Containers in fields: the constructor fills them, and so do methods; others empty them or close what is there."""

import itertools
import queue

import bittensor as bt


class Optional:
    def __init__(self):
        self.subs = {"main": bt.Subtensor("finney"), "archive": None}

    def close(self):
        for sub in self.subs.values():
            if sub is not None:
                sub.close()


class Growing:
    def __init__(self):
        self.subs = [bt.Subtensor("finney")]

    def more(self):
        self.subs.append(bt.Subtensor("archive"))

    def close(self):
        for sub in self.subs:
            sub.close()


class Pair:
    def __init__(self):
        self.main = bt.Subtensor("finney")
        self.archive = None

    def close(self):
        for sub in filter(None, (self.main, self.archive)):
            sub.close()


class Chained:
    def __init__(self):
        self.named = {"main": bt.Subtensor("finney")}
        self.others = [bt.Subtensor("archive")]

    def close(self):
        for sub in itertools.chain(self.named.values(), self.others):
            sub.close()


class Zipped:
    def __init__(self, names):
        self.subs = dict(zip(names, [bt.Subtensor(it) for it in names]))

    def close(self):
        for sub in self.subs.values():
            sub.close()


class Pool:
    def __init__(self):
        self.free = queue.Queue()

    def start(self):
        for _ in range(4):
            self.free.put(bt.Subtensor("finney"))

    def stop(self):
        while True:
            try:
                sub = self.free.get_nowait()
            except queue.Empty:
                break
            sub.close()


class Listed:
    def __init__(self):
        self.free = queue.Queue()
        self.all = []

    def start(self):
        sub = bt.Subtensor("finney")
        self.all.append(sub)
        self.free.put(sub)

    def stop(self):
        while not self.free.empty():
            self.free.get_nowait()
        for sub in self.all:
            sub.close()


def closed(names):
    optional = Optional()
    optional.close()
    growing = Growing()
    growing.more()
    growing.close()
    pair = Pair()
    pair.close()
    chained = Chained()
    chained.close()
    zipped = Zipped(names)
    zipped.close()
    pool = Pool()
    pool.start()
    pool.stop()
    listed = Listed()
    listed.start()
    listed.stop()


class Forgetful:
    def __init__(self):
        self.free = queue.Queue()

    def start(self):
        self.free.put(bt.Subtensor("finney"))
        #             ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def stop(self):
        while not self.free.empty():
            self.free.get_nowait()


def left():
    growing = Growing()
    #         ^^^^^^^^^ SUB007
    growing.more()


def drained():
    forgetful = Forgetful()
    forgetful.start()
    forgetful.stop()
