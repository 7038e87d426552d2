import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def owner_of(chain: "bt.Subtensor", hotkey: str):
    return chain.get_hotkey_owner(hotkey_ss58=hotkey)


def status(hotkey: str) -> None:
    block = bt.Subtensor(network="finney").get_current_block()
    # line SUB004
    logger.info("at block %d", block)
    owner = owner_of(bt.Subtensor(network="archive"), hotkey)
    # line SUB004
    print(hotkey, owner, bt.Subtensor().block)
    # line SUB004


async def async_status() -> int:
    return await bt.AsyncSubtensor(network="finney").get_current_block()
    # line SUB004
