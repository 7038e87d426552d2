import logging

import bittensor as bt

logger = logging.getLogger("ips")


def axon_ips(netuid: int) -> set[str]:
    mg = bt.Metagraph(netuid=netuid, network="finney")
    # line SUB009
    try:
        ips = {axon.ip for axon in mg.axons if axon.is_serving}
        logger.info("%d addresses at block %s", len(ips), mg.block)
        return ips
    finally:
        logger.info("done with %d", netuid)
