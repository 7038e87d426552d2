import logging

from ring import opening

logger = logging.getLogger(__name__)


def finish(sub) -> None:
    if sub is None:
        return
    try:
        sub.close()
    except Exception as exc:
        logger.debug("close failed: %s", exc)


def exists(netuid: int) -> bool:
    sub = opening.opened("archive")
    found = sub.subnet_exists(netuid)
    finish(sub)
    return bool(found)
