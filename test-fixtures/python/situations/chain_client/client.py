from __future__ import annotations

import logging
import threading
from typing import Optional

import bittensor as bt

log = logging.getLogger(__name__)


class ChainClient:
    def __init__(self, network: str = "finney"):
        self.network = network
        self._lock = threading.Lock()
        self._subtensor: Optional[bt.Subtensor] = None

    @property
    def subtensor(self) -> bt.Subtensor:
        return self.ensure_connected()

    def ensure_connected(self) -> bt.Subtensor:
        with self._lock:
            if self._subtensor is None:
                log.info("connecting to %s", self.network)
                self._subtensor = bt.Subtensor(self.network)
            return self._subtensor

    def disconnect(self) -> None:
        with self._lock:
            sub, self._subtensor = self._subtensor, None
        if sub is None:
            return
        try:
            sub.close()
        except Exception:
            log.debug("ignoring error at close", exc_info=True)

    def reconnect(self) -> bt.Subtensor:
        self.disconnect()
        return self.ensure_connected()

    def __enter__(self) -> ChainClient:
        self.ensure_connected()
        return self

    def __exit__(self, *exc) -> None:
        self.disconnect()
