import logging

import bittensor as bt

logger = logging.getLogger("reraise")


class ChainError(RuntimeError):
    pass


def commit(wallet: "bt.Wallet", netuid: int, data: str) -> bool:
    sub = bt.Subtensor(network="finney")
    # line SUB003 strict
    try:
        ok = sub.set_commitment(wallet=wallet, netuid=netuid, data=data)
    except Exception as exc:
        logger.error("commit failed: %s", exc)
        raise ChainError("commit failed") from exc
    sub.close()
    return bool(ok)
