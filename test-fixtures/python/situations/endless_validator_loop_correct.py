import logging
import time

import bittensor as bt

logger = logging.getLogger("validator")
TEMPO = 360


def run(netuid: int, wallet: "bt.Wallet") -> None:
    sub = bt.Subtensor(network="finney")
    mg = sub.metagraph(netuid)
    scores = [0.0] * int(mg.n)
    last_set = 0
    try:
        while True:
            block = sub.get_current_block()
            mg.sync(subtensor=sub)
            scores = [0.9 * s + 0.1 * float(i) for s, i in zip(scores, mg.incentive)]
            if block - last_set > TEMPO:
                sub.set_weights(wallet=wallet, netuid=netuid, uids=mg.uids, weights=scores)
                last_set = block
            time.sleep(12)
    finally:
        sub.close()
