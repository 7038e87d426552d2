"""A tiny registry of things to do at the end."""
import logging
import signal
import sys
from typing import Callable, List

log = logging.getLogger(__name__)
_callbacks: List[Callable[[], None]] = []


def on_exit(callback: Callable[[], None]) -> None:
    _callbacks.append(callback)


def run_callbacks() -> None:
    while _callbacks:
        callback = _callbacks.pop()
        try:
            callback()
        except Exception as err:
            log.warning("cleanup: %s", err)


def install() -> None:
    def handler(signum, frame):
        run_callbacks()
        sys.exit(128 + signum)

    signal.signal(signal.SIGTERM, handler)
