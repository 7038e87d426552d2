import bittensor as bt


class Pool:
    def __init__(self):
        self.subs = {}

    def add(self, network):
        self.subs[network] = bt.Subtensor(network=network)

    def get(self, network):
        if network not in self.subs:
            self.subs[network] = bt.Subtensor(network=network)
        return self.subs[network]

    def close(self):
        for sub in self.subs.values():
            sub.close()
        self.subs.clear()


class Row:
    def __init__(self):
        self.subs = []

    def open(self, network):
        sub = bt.Subtensor(network=network)
        self.subs.append(sub)
        return sub

    def shutdown(self):
        while self.subs:
            self.subs.pop().close()


def blocks(networks):
    pool = Pool()
    try:
        for network in networks:
            pool.add(network)
        print([it.block for it in pool.subs.values()])
        return pool.get("finney").block
    finally:
        pool.close()


def row():
    row = Row()
    try:
        return row.open("finney").block
    finally:
        row.shutdown()


def by_hand():
    pool = Pool()
    try:
        pool.add("finney")
    finally:
        for sub in pool.subs.values():
            sub.close()


def never_filled():
    return Pool()
