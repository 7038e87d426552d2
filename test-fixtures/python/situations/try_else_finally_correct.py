import logging

import bittensor as bt

logger = logging.getLogger("careful")


def burn_registration(wallet: "bt.Wallet", netuid: int, limit: float) -> str:
    try:
        sub = bt.Subtensor(network="finney")
    except ConnectionError as exc:
        logger.error("no chain: %s", exc)
        return "offline"
    else:
        logger.info("chain is up")
    try:
        if limit <= 0:
            return "no limit"
        cost = float(sub.recycle(netuid=netuid))
        if cost > limit:
            return "expensive"
        for attempt in range(3):
            if sub.burned_register(wallet=wallet, netuid=netuid):
                return f"registered after {attempt + 1}"
        return "refused"
    finally:
        sub.close()
