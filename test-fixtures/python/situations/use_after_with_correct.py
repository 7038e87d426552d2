import logging

import bittensor as bt

log = logging.getLogger("subnet-owner")


def owner_report(netuids: list[int]) -> dict[int, str]:
    owners: dict[int, str] = {}
    with bt.Subtensor(network="finney") as sub:
        for netuid in netuids:
            info = sub.subnet(netuid=netuid)
            owners[netuid] = info.owner_coldkey
        block = sub.get_current_block()
    log.info("%d owners at block %s", len(owners), block)
    return owners


if __name__ == "__main__":
    for netuid, owner in owner_report([1, 2, 3]).items():
        print(netuid, owner)
