import logging

import bittensor as bt

log = logging.getLogger("compat")


def latest_block(network: str) -> int:
    sub = bt.Subtensor(network=network)
    block = -1
    try:
        block = sub.get_current_block()
    except Exception as exc:
        log.warning("cannot read the head: %s", exc)
    finally:
        close = getattr(sub, "close", None)
        if callable(close):
            close()
    return block


def lag(primary: str, reference: str) -> int:
    return latest_block(reference) - latest_block(primary)
