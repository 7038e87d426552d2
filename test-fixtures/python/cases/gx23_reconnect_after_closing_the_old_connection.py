# sdk: 9.12.2
import time

import bittensor as bt


def main(netuid):
    subtensor = bt.subtensor("finney")
    try:
        while True:
            try:
                metagraph = subtensor.metagraph(netuid)
                print(metagraph.n)
            except Exception as err:
                bt.logging.error(f"lost the chain: {err}")
                subtensor.close()
                subtensor = bt.subtensor("finney")
            time.sleep(12)
    finally:
        subtensor.close()
