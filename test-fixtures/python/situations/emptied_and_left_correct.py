"""What is let go of was closed, is closed by its taker, or was never the object's own."""

import bittensor as bt


def bye(sub):
    sub.close()


class Watcher:
    def __init__(self):
        self.sub = bt.Subtensor(network="finney")

    def stop(self):
        self.sub.close()
        self.sub = None

    def swap(self):
        old, self.sub = self.sub, None
        old.close()

    def quiet(self):
        self._end()
        self.sub = None

    def _end(self):
        try:
            self.sub.close()
        except OSError:
            pass

    def on_fork(self):
        self.sub = None


def stop(watcher: Watcher, register):
    register(watcher.on_fork)
    watcher.stop()
    watcher.swap()
    watcher.quiet()


class Pool:
    def __init__(self):
        self.subs = {}

    def add(self, network):
        self.subs[network] = bt.Subtensor(network=network)

    def drop(self, network):
        sub = self.subs.pop(network, None)
        if sub is not None:
            sub.close()

    def close_one(self, network):
        self.subs[network].close()
        del self.subs[network]

    def hand_on(self, network):
        sub = self.subs[network]
        bye(sub)
        self.subs.pop(network)

    def take(self, network):
        return self.subs.pop(network)

    def close(self):
        for sub in self.subs.values():
            sub.close()
        self.subs.clear()

    def restart(self):
        self.close()
        self.subs = {}


def use(pool: Pool):
    pool.add("finney")
    pool.drop("finney")
    pool.close_one("finney")
    pool.hand_on("finney")
    pool.take("finney").close()
    pool.close()
    pool.restart()


class Lent:
    def __init__(self, sub=None):
        self.owns = sub is None
        self.sub = sub or bt.Subtensor(network="finney")

    def detach(self):
        if not self.owns:
            self.sub = None

    def close(self):
        if self.owns:
            self.sub.close()


def detach(lent: Lent):
    lent.detach()
    lent.close()


class Fresh:
    """What begins by forgetting has nothing to forget yet."""

    def __init__(self):
        self._forget()

    def _forget(self):
        self.sub = None
        self.subs = []

    def connect(self):
        self._forget()
        self.sub = bt.Subtensor(network="finney")
        self.subs.append(bt.Subtensor(network="test"))

    def close(self):
        self.sub.close()
        for sub in self.subs:
            sub.close()


def connect(fresh: Fresh):
    fresh.connect()
    fresh.close()
