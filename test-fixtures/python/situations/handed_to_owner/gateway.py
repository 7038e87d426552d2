import logging
from typing import Optional

import bittensor as bt

log = logging.getLogger(__name__)


class Gateway:
    """Takes over the connection it is given."""

    def __init__(self, subtensor: bt.Subtensor, netuid: int):
        self._chain = subtensor
        self.netuid = netuid

    def tempo(self):
        return self._chain.tempo(self.netuid)

    def burn(self):
        return self._chain.recycle(self.netuid)

    def shutdown(self):
        self._chain.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.shutdown()


def build(netuid, network="finney") -> Gateway:
    return Gateway(bt.Subtensor(network), netuid)


def release(connection: Optional[bt.Subtensor]):
    close = getattr(connection, "close", None)
    if callable(close):
        close()
