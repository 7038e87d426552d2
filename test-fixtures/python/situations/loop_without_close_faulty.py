import logging
import time

import bittensor as bt

logger = logging.getLogger("naive-validator")


def run(netuid: int, wallet: "bt.Wallet") -> None:
    step = 0
    while True:
        try:
            subtensor = bt.Subtensor(network="finney")
            # line SUB005|SUB001|SUB002
            mg = subtensor.metagraph(netuid)
            weights = [1.0 / int(mg.n)] * int(mg.n)
            subtensor.set_weights(wallet=wallet, netuid=netuid, uids=mg.uids, weights=weights)
            step += 1
        except Exception as exc:
            logger.exception("step %d: %s", step, exc)
        time.sleep(360)
