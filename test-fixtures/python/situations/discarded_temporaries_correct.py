import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def owner_of(chain: "bt.Subtensor", hotkey: str):
    return chain.get_hotkey_owner(hotkey_ss58=hotkey)


def status(hotkey: str) -> None:
    with bt.Subtensor(network="finney") as sub, bt.Subtensor(network="archive") as archive:
        block = sub.get_current_block()
        logger.info("at block %d", block)
        owner = owner_of(archive, hotkey)
        print(hotkey, owner, sub.block)


async def async_status() -> int:
    async with bt.AsyncSubtensor(network="finney") as sub:
        return await sub.get_current_block()
