import logging
from typing import Optional

import bittensor as bt

logger = logging.getLogger("delegates")


def take_of(hotkey: str, subtensor: Optional[bt.Subtensor] = None) -> float:
    own = subtensor is None
    if own:
        subtensor = bt.Subtensor(network="finney")
    try:
        take = subtensor.get_delegate_take(hotkey_ss58=hotkey)
    finally:
        if own:
            subtensor.close()
    return float(take)


def report(hotkeys: list[str]) -> None:
    for hotkey in hotkeys:
        take = take_of(hotkey)
        if take > 0.18:
            logger.warning("%s takes %.3f", hotkey, take)
        else:
            logger.info("%s takes %.3f", hotkey, take)
