import logging

import bittensor as bt

logger = logging.getLogger("commitments")


def commitments(netuid: int) -> dict:
    with bt.Subtensor(network="finney") as sub:
        result = sub.get_all_commitments(netuid=netuid)
        logger.info("%d commitments", len(result))
    return result


def own_commitment(netuid: int, uid: int) -> str:
    sub = bt.Subtensor(network="finney")
    try:
        text = sub.get_commitment(netuid=netuid, uid=uid)
    finally:
        sub.close()
    return text
