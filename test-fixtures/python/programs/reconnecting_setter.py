import logging
import os
import time

import bittensor as bt

log = logging.getLogger("setter")
NETUID = int(os.environ.get("NETUID", "42"))
TEMPO = 360


def compute_weights(n):
    total = sum(range(1, n + 1))
    return [i / total for i in range(1, n + 1)]


def run(wallet, rounds):
    subtensor = bt.Subtensor(network="finney")
    try:
        done = 0
        while done < rounds:
            try:
                mg = subtensor.metagraph(NETUID)
                weights = compute_weights(int(mg.n))
                response = subtensor.set_weights(
                    wallet=wallet,
                    netuid=NETUID,
                    uids=list(range(len(weights))),
                    weights=weights,
                )
                log.info("weights set: %s", response)
                done += 1
            except Exception as exc:
                log.warning("chain error, reconnecting: %s", exc)
                time.sleep(5)
                subtensor = bt.Subtensor(network="finney")
                # line SUB005
                continue
            time.sleep(TEMPO * 12)
    finally:
        subtensor.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    run(bt.Wallet(name="vali", hotkey="vhot"), rounds=100)
