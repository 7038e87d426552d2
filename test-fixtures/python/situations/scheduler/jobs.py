import logging

import bittensor as bt

log = logging.getLogger(__name__)


def open_chain(network="finney"):
    log.info("opening %s", network)
    return bt.Subtensor(network=network)


def snapshot(netuids, store):
    """One connection per netuid, lost on `continue`."""
    for netuid in netuids:
        sub = open_chain()
        # line SUB002|SUB005
        if not sub.subnet_exists(netuid):
            log.warning("netuid %s does not exist", netuid)
            continue
        store[netuid] = sub.tempo(netuid)
        sub.close()


def snapshot_ok(netuids, store):
    sub = open_chain("archive")
    try:
        for netuid in netuids:
            if not sub.subnet_exists(netuid):
                continue
            store[netuid] = sub.tempo(netuid)
            if len(store) > 128:
                break
        else:
            log.info("all read")
    finally:
        sub.close()


def cleanup(store):
    """Not about connections."""
    for netuid in [n for n, tempo in store.items() if tempo is None]:
        del store[netuid]
