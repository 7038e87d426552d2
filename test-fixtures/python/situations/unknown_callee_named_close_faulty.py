import logging

import bittensor as bt
from chainutils.helpers import close_connection

log = logging.getLogger("audit")


def close_ours(connection) -> None:
    try:
        connection.close()
    except OSError as exc:
        log.debug("close: %s", exc)


def audit(netuid: int) -> int:
    sub = bt.Subtensor(network="finney")
    # line SUB001
    count = len(sub.neurons_lite(netuid=netuid))
    log.info("%d neurons", count)
    close_connection(sub)
    return count
