import logging

logger = logging.getLogger(__name__)


def registered(sub, netuid: int, hotkey: str) -> bool:
    try:
        return sub.is_hotkey_registered(netuid=netuid, hotkey_ss58=hotkey)
    finally:
        logger.debug("checked %s", hotkey)
