# mode: strict
import logging

import bittensor as bt

log = logging.getLogger(__name__)


class NotRegistered(RuntimeError):
    pass


def require_registration(hotkey: str, uid_hint: int, network: str) -> None:
    sub = bt.Subtensor(network=network)
    try:
        if uid_hint < 0:
            raise NotRegistered(hotkey)
    finally:
        sub.close()
    log.info("uid hint %d for %s looks sane", uid_hint, hotkey)
