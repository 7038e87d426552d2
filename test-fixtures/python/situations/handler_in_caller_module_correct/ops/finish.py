import logging

logger = logging.getLogger(__name__)


def finish(sub, keep_log: bool) -> None:
    if keep_log:
        logger.info("closing %s", sub.network)
    sub.close()
