import functools
import logging

import bittensor as bt

log = logging.getLogger(__name__)


@functools.lru_cache(maxsize=None)
def chain(network="finney"):
    return bt.Subtensor(network)
    # line SUB008


@functools.lru_cache
def subnet_name(netuid):
    info = chain().subnet(netuid)
    return info.subnet_name


def describe(netuids):
    sub = chain("finney")
    result = {}
    for netuid in netuids:
        try:
            result[netuid] = (subnet_name(netuid), sub.difficulty(netuid))
        except Exception as err:
            log.warning("%s: %s", netuid, err)
            continue
    return result


def height():
    return chain().get_current_block()


def main():
    for netuid, (name, difficulty) in describe([1, 2, 3]).items():
        print(f"{netuid:3} {name:20} {difficulty}")
    print(height())


if __name__ == "__main__":
    main()
