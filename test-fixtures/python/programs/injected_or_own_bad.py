import logging
from dataclasses import dataclass
from typing import Optional

import bittensor as bt

log = logging.getLogger(__name__)


@dataclass
class Snapshot:
    netuid: int
    block: int
    validators: list


def take_snapshot(netuid: int, subtensor: Optional[bt.Subtensor] = None) -> Snapshot:
    chain = subtensor or bt.Subtensor(network="finney")
    # line SUB001|SUB002
    mg = chain.metagraph(netuid)
    validators = [
        mg.hotkeys[uid]
        for uid in range(int(mg.n))
        if mg.validator_permit[uid] and float(mg.S[uid]) > 1_000
    ]
    log.info("%d validators", len(validators))
    return Snapshot(netuid, int(mg.block), validators)


def diff(old: Snapshot, new: Snapshot):
    return set(new.validators) - set(old.validators)


if __name__ == "__main__":
    with bt.Subtensor() as shared:
        before = take_snapshot(3, shared)
    after = take_snapshot(3)
    print(diff(before, after))
