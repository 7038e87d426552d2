import functools
import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def with_subtensor(network: str = "finney"):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            sub = bt.Subtensor(network=network)
            # line SUB001
            logger.debug("calling %s", fn.__name__)
            return fn(sub, *args, **kwargs)

        return wrapper

    return decorate
