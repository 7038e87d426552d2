import logging

from .chain import open_chain

logger = logging.getLogger(__name__)


async def stake(coldkey: str, hotkey: str, netuid: int) -> float:
    sub = await open_chain()
    # line SUB002
    value = await sub.get_stake(coldkey_ss58=coldkey, hotkey_ss58=hotkey, netuid=netuid)
    if not value:
        logger.info("nothing staked")
        return 0.0
    await sub.close()
    return float(value)
