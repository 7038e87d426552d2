import functools
import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def with_subtensor(network: str = "finney"):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            with bt.Subtensor(network=network) as sub:
                logger.debug("calling %s", fn.__name__)
                return fn(sub, *args, **kwargs)

        return wrapper

    return decorate
