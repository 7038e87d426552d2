# sdk: 10.5.0
import logging

import bittensor as bt

log = logging.getLogger("migrating")


def serve(axon: "bt.Axon", netuid: int) -> None:
    subtensor = bt.subtensor(network="finney")
    log.info("serving on %d at block %d", netuid, subtensor.get_current_block())
    subtensor.serve_axon(netuid=netuid, axon=axon)
    subtensor.close()
