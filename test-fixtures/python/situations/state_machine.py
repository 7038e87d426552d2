import enum
import logging
import time
from typing import Optional

import bittensor as bt

log = logging.getLogger(__name__)


class State(enum.Enum):
    IDLE = "idle"
    READY = "ready"
    FAILED = "failed"


def wait_for_chain(network, attempts=10) -> Optional[bt.Subtensor]:
    sub = None
    while attempts and sub is None:
        attempts -= 1
        try:
            sub = bt.Subtensor(network)
        except (ConnectionError, OSError) as err:
            log.warning("not yet: %s", err)
            time.sleep(3)
    return sub


def run(network, rounds):
    state = State.IDLE
    sub = wait_for_chain(network)
    if sub is None:
        log.error("no chain")
        return State.FAILED
    state = State.READY
    try:
        while rounds > 0:
            rounds -= 1
            try:
                log.info("%s", sub.get_current_block())
            except ConnectionError:
                state = State.FAILED
                break
            time.sleep(1)
    finally:
        sub.close()
    return state


def probe(network):
    sub = wait_for_chain(network, attempts=1)
    reachable = sub is not None
    if reachable:
        sub.close()
    return reachable


def newest(networks):
    subs = []
    try:
        for network in networks:
            sub = wait_for_chain(network)
            if sub is not None:
                subs.append(sub)
        return max((sub.get_current_block() for sub in subs), default=None)
    finally:
        while subs:
            subs.pop().close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    print(run("finney", 10), probe("test"), newest(["finney", "archive"]))
