import functools
import logging
import random
import time

log = logging.getLogger(__name__)


def retry(attempts=3, base=1.0, errors=(Exception,)):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, attempts + 1):
                try:
                    return function(*args, **kwargs)
                except errors as err:
                    if attempt == attempts:
                        raise
                    delay = base * 2 ** attempt + random.random()
                    log.warning("%s: %s, again in %.1fs", function.__name__, err, delay)
                    time.sleep(delay)

        return wrapper

    return decorate
