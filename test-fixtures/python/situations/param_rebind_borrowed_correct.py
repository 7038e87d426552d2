import logging

import bittensor as bt

logger = logging.getLogger("fallback")


def neurons(subtensor, netuid: int, archive: bool) -> int:
    mine = False
    if archive:
        subtensor = bt.Subtensor(network="archive")
        mine = True
    count = len(subtensor.neurons_lite(netuid=netuid))
    if mine:
        subtensor.close()
    return count


def main() -> None:
    with bt.Subtensor(network="finney") as sub:
        print(neurons(sub, 1, False), neurons(sub, 1, True))


if __name__ == "__main__":
    main()
