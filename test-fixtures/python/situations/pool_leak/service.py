import logging

from pool import SubtensorPool

log = logging.getLogger(__name__)


def collect(netuids):
    pool = SubtensorPool("finney", size=2)
    # line SUB007
    result = {}
    for netuid in netuids:
        with pool.borrow() as sub:
            result[netuid] = sub.difficulty(netuid)
    log.info("collected %d", len(result))
    return result


def collect_and_close(netuids):
    pool = SubtensorPool("finney", size=2)
    try:
        with pool.borrow() as sub:
            return {netuid: sub.difficulty(netuid) for netuid in netuids}
    finally:
        pool.close_all()


if __name__ == "__main__":
    print(collect([1, 2, 3]))
    print(collect_and_close([1, 2, 3]))
