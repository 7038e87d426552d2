import time

import bittensor as bt

from syncer import MetagraphSyncer

CONFIG = {17: 300, 1: 600}


def on_update(metagraph, netuid):
    bt.logging.info(f"{netuid}: {metagraph.n} neurons")


def main(rounds=100):
    subtensor = bt.Subtensor(network="finney")
    syncer = MetagraphSyncer(subtensor, CONFIG)
    syncer.register_listener(on_update, [17])
    try:
        syncer.do_initial_sync()
        for _ in range(rounds):
            for netuid in CONFIG:
                try:
                    syncer.sync_once(netuid)
                except Exception as err:
                    bt.logging.error(f"sync of {netuid}: {err}")
            time.sleep(min(CONFIG.values()))
    finally:
        syncer.subtensor.close()


if __name__ == "__main__":
    main()
