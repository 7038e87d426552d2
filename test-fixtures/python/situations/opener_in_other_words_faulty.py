from functools import partial

import bittensor as bt

open_chain = partial(bt.Subtensor, "finney")
open_archive = partial(bt.Subtensor, network="archive")


class Reader:
    factory = staticmethod(bt.Subtensor)
    client_class = bt.Subtensor

    def block(self) -> int:
        sub = self.factory(network="finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        return sub.block

    def tempo(self, netuid: int) -> int:
        return self.client_class(network="finney").tempo(netuid)
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB004


def block() -> int:
    sub = open_chain()
    #     ^^^^^^^^^^^^ SUB001
    return sub.block


def first(netuids: list[int]) -> int:
    sub = open_archive()
    #     ^^^^^^^^^^^^^^ SUB002
    if not netuids:
        return 0
    tempo = sub.tempo(netuids[0])
    sub.close()
    return tempo
