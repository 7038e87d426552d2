import logging
import time
from typing import Optional

import bittensor as bt

logger = logging.getLogger(__name__)


def emission_report(sub: bt.Subtensor, netuid: int) -> dict:
    info = sub.subnet(netuid)
    return {
        "price": float(info.price),
        "tempo": info.tempo,
        "block": sub.get_current_block(),
    }


def loop(netuid: int, minutes: int) -> None:
    sub: Optional[bt.Subtensor] = None
    try:
        deadline = time.time() + minutes * 60
        while time.time() < deadline:
            if sub is None:
                sub = bt.Subtensor(network="finney")
            try:
                report = emission_report(sub, netuid)
                logger.info("report %s", report)
            except (ConnectionError, TimeoutError):
                logger.exception("lost the node")
                sub.close()
                sub = None
            time.sleep(12)
    finally:
        if sub is not None:
            sub.close()


if __name__ == "__main__":
    loop(64, 60)
