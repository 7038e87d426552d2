"""A loop closes what there is of several connections, one of which may be None."""

import bittensor as bt


def both(with_archive):
    main = bt.Subtensor("finney")
#          ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    archive = bt.Subtensor("archive") if with_archive else None
    for it in (main, archive):
        if it is not None:
            it.close()


class Clients:
    def __init__(self, with_archive):
        self.main = bt.Subtensor("finney")
        self.archive = bt.Subtensor("archive") if with_archive else None

    def close(self):
        for it in (self.main, self.archive):
            if it is not None:
                it.close()


class Pair:
    def __init__(self, with_archive):
        self.main = bt.Subtensor("finney")
        self.archive = None
        if with_archive:
            self.archive = bt.Subtensor("archive")

    def close(self):
        for it in [self.main, self.archive]:
            if it:
                it.close()


def clients(netuid, blocks):
    clients = Clients(bool(blocks))
    try:
        return clients.main.tempo(netuid)
    finally:
        clients.close()


def pair(netuid, blocks):
    pair = Pair(bool(blocks))
    try:
        return pair.main.tempo(netuid)
    finally:
        pair.close()
