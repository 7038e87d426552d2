import logging

import bittensor as bt

log = logging.getLogger(__name__)


class ChainMixin:
    network = "finney"
    _chain = None

    def open_chain(self):
        if self._chain is None:
            self._chain = bt.Subtensor(self.network)
        return self._chain

    def close_chain(self):
        if self._chain is not None:
            self._chain.close()
            self._chain = None


class StateMixin:
    path = "state.txt"

    def save_state(self, value):
        with open(self.path, "a") as handle:
            handle.write(f"{value}\n")

    def close(self):
        log.info("state is on disk")


class ContextMixin:
    def __enter__(self):
        self.open()
        return self

    def __exit__(self, *exc):
        self.close()
