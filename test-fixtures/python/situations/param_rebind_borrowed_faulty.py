import logging

import bittensor as bt

logger = logging.getLogger("fallback")


def neurons(subtensor, netuid: int, archive: bool) -> int:
    mine = False
    if archive:
        subtensor = bt.Subtensor(network="archive")
        # line SUB001|SUB002
        mine = True
    count = len(subtensor.neurons_lite(netuid=netuid))
    logger.info("%d neurons, own connection: %s", count, mine)
    return count


def main() -> None:
    with bt.Subtensor(network="finney") as sub:
        print(neurons(sub, 1, False), neurons(sub, 1, True))


if __name__ == "__main__":
    main()
