"""A method that only lets go of what another one opened: nothing can close that any more."""

import bittensor as bt


class Watcher:
    def __init__(self):
        self._sub = None

    @property
    def sub(self):
        if self._sub is None:
            self._sub = bt.Subtensor(network="finney")
            # line SUB002
        return self._sub

    def reset(self):
        self._sub = None

    def close(self):
        if self._sub is not None:
            self._sub.close()
            self._sub = None


def watch(watcher: Watcher):
    print(watcher.sub.block)
    watcher.reset()
    print(watcher.sub.block)


class Retrying:
    def __init__(self):
        self.sub = bt.Subtensor(network="finney")
        # line SUB002

    def block(self):
        try:
            return self.sub.get_current_block()
        except ConnectionError:
            del self.sub
            return None

    def close(self):
        self.sub.close()


def ask(retrying: Retrying):
    return retrying.block()


class Pool:
    def __init__(self):
        self.subs = {}

    def add(self, network):
        self.subs[network] = bt.Subtensor(network=network)
        # line SUB002

    def drop(self, network):
        del self.subs[network]

    def close(self):
        for sub in self.subs.values():
            sub.close()


class Queue:
    def __init__(self):
        self.subs = {}

    def add(self, network):
        self.subs[network] = bt.Subtensor(network=network)
        # line SUB002

    def forget(self, network):
        self.subs.pop(network, None)

    def close(self):
        for sub in self.subs.values():
            sub.close()


class Row:
    def __init__(self):
        self.subs = []

    def add(self, network):
        self.subs.append(bt.Subtensor(network=network))
        #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002

    def restart(self):
        self.subs = []

    def close(self):
        for sub in self.subs:
            sub.close()


def use(pool: Pool, queue: Queue, row: Row):
    pool.drop("finney")
    queue.forget("finney")
    row.restart()


class Told:
    """Whoever made the object loses its connection: that is told there, and once."""

    def __init__(self):
        self.sub = bt.Subtensor(network="finney")

    def reset(self):
        self.sub = None

    def close(self):
        if self.sub is not None:
            self.sub.close()


def lost_here():
    told = Told()
    #      ^^^^^^ SUB007
    print(told.sub.block)
    told.reset()
