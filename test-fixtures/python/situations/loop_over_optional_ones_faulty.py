"""A loop closes some of several connections, or none of them."""

import bittensor as bt


def inverted(with_archive):
    main = bt.Subtensor("finney")
#          ^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    archive = bt.Subtensor("archive") if with_archive else None
#             ^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    for it in (main, archive):
        if it is None:
            print("closed already")


def one_of_two(with_archive):
    main = bt.Subtensor("finney")
#          ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    archive = bt.Subtensor("archive") if with_archive else None
#             ^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    for it in (main,):
        if it is not None:
            it.close()
    return with_archive


class Clients:
    def __init__(self, with_archive):
        self.main = bt.Subtensor("finney")
        self.archive = bt.Subtensor("archive") if with_archive else None

    def close(self):
        for it in (self.main, self.archive):
            if it is not None:
                it.close()


def clients(netuid, blocks):
    clients = Clients(bool(blocks))
#             ^^^^^^^^^^^^^^^^^^^^^ SUB007
    if not clients.main.subnet_exists(netuid):
        return None
    tempo = clients.main.tempo(netuid)
    clients.close()
    return tempo
