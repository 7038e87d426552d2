import logging

import bittensor as bt

log = logging.getLogger("compat")


def latest_block(network: str) -> int:
    sub = bt.Subtensor(network=network)
    # line SUB001
    block = -1
    try:
        block = sub.get_current_block()
    except Exception as exc:
        log.warning("cannot read the head: %s", exc)
    finally:
        code = getattr(sub, "close_code", None)
        if code is not None:
            log.info("socket reports %s", code)
    return block


def lag(primary: str, reference: str) -> int:
    return latest_block(reference) - latest_block(primary)
