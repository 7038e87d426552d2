import contextlib
import logging

import bittensor as bt

logger = logging.getLogger("best-effort")


def best_effort_identity(coldkey: str) -> dict:
    """Never raises, returns an empty dict when the chain is away."""
    identity: dict = {}
    with contextlib.suppress(Exception):
        sub = bt.Subtensor(network="finney")
        # line SUB002
        found = sub.query_identity(coldkey_ss58=coldkey)
        identity = {"name": found.name, "url": found.url}
        sub.close()
    logger.debug("identity of %s: %s", coldkey, identity)
    return identity


def safe_close(coldkey: str) -> float:
    sub = bt.Subtensor(network="finney")
    try:
        return float(sub.get_balance(coldkey))
    finally:
        with contextlib.suppress(Exception):
            sub.close()
