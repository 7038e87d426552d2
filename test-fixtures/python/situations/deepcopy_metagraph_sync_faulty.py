import copy
import logging

import bittensor as bt

log = logging.getLogger("resync")


def changed_hotkeys(netuid: int) -> list[int]:
    with bt.Subtensor(network="finney") as sub:
        metagraph = sub.metagraph(netuid)
        fresh = copy.deepcopy(metagraph)
        fresh.sync()
        # line SUB009
        changed = [
            uid
            for uid, (old, new) in enumerate(zip(metagraph.hotkeys, fresh.hotkeys))
            if old != new
        ]
        log.info("%d of %d changed at %d", len(changed), int(fresh.n), sub.block)
    return changed
