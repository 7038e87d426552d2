import functools
import inspect

import bittensor as bt


def with_subtensor(network="finney"):
    """Gives the function a connection as its first argument."""

    def decorate(function):
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def async_wrapper(*args, **kwargs):
                async with bt.AsyncSubtensor(network) as sub:
                    return await function(sub, *args, **kwargs)

            return async_wrapper

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            sub = bt.Subtensor(network)
            try:
                return function(sub, *args, **kwargs)
            finally:
                sub.close()

        return wrapper

    return decorate
