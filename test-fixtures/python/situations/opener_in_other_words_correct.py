from functools import partial

import bittensor as bt

open_chain = partial(bt.Subtensor, "finney")
open_mock = partial(bt.Subtensor, _mock=True)
open_http = partial(bt.Subtensor, "https://lite.example.org")


def lent(sub: bt.Subtensor) -> bt.Subtensor:
    return sub


class Reader:
    factory = staticmethod(bt.Subtensor)
    borrow = staticmethod(lent)

    def block(self) -> int:
        with self.factory(network="finney") as sub:
            return sub.block

    def tempo(self, sub: bt.Subtensor, netuid: int) -> int:
        return self.borrow(sub).tempo(netuid)


class Tested(Reader):
    def fake(self) -> int:
        return self.factory(_mock=True).block


def block() -> int:
    sub = open_chain()
    try:
        return sub.block
    finally:
        sub.close()


def mocked() -> int:
    return open_mock().block + open_chain(_mock=True).block


def over_http() -> int:
    return open_http().block
