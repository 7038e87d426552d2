import logging
import time

import bittensor as bt

log = logging.getLogger("validator")


def main(netuid: int = 21) -> None:
    wallet = bt.Wallet()
    sub = bt.Subtensor(network="finney")
    failures = 0
    try:
        while True:
            try:
                mg = sub.metagraph(netuid)
                log.info("step %s, %d neurons", mg.block, len(mg.hotkeys))
                sub.set_weights(wallet=wallet, netuid=netuid, uids=[0], weights=[1.0])
                failures = 0
            except Exception as err:
                failures += 1
                log.warning("lost the chain (%d): %s", failures, err)
                time.sleep(min(60, 2**failures))
                sub.close()
                sub = bt.Subtensor(network="finney")
            time.sleep(60)
    finally:
        sub.close()


if __name__ == "__main__":
    main()
