import logging

from subnet.chain import connect

log = logging.getLogger(__name__)


def push(wallet, netuid, uids, weights) -> bool:
    sub = connect()
    # line SUB001
    ok, message = sub.set_weights(wallet=wallet, netuid=netuid, uids=uids, weights=weights)
    log.info("%s %s", ok, message)
    return ok
