# mode: strict
import logging

import bittensor as bt

log = logging.getLogger("miner")


def announce(config):
    sub = bt.Subtensor("finney")
    print("connected to", sub.network)
    log.info("endpoint %s", sub.chain_endpoint)
    bt.logging.debug("ready")
    tempo = config["tempo"] * 2 + 1
    late = tempo > 360
    sub.close()
    return late
