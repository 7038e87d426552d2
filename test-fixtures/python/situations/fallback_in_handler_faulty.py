import logging

import bittensor as bt

logger = logging.getLogger("wallet-audit")


def balances(coldkeys: list[str], endpoint: str) -> dict[str, float]:
    try:
        sub = bt.Subtensor(network=endpoint)
        logger.info("local node is at %d", sub.get_current_block())
    except Exception as exc:
        logger.warning("local node unusable (%s), falling back", exc)
        sub = bt.Subtensor(network="finney")
        # line SUB005
    result: dict[str, float] = {}
    try:
        for coldkey in coldkeys:
            result[coldkey] = float(sub.get_balance(coldkey))
    finally:
        sub.close()
    return result
