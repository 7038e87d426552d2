# sdk: 9.12.2
import time

import bittensor as bt


def main(netuid):
    subtensor = bt.subtensor("finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    while True:
        try:
            metagraph = subtensor.metagraph(netuid)
            print(metagraph.n)
        except Exception as err:
            bt.logging.error(f"lost the chain: {err}")
            subtensor = bt.subtensor("finney")
            #           ^^^^^^^^^^^^^^^^^^^^^^ SUB005
        time.sleep(12)
