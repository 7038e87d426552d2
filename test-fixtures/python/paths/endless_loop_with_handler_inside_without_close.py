import time

import bittensor as bt


def validator_loop(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    while 1:
        try:
            sub.metagraph(netuid)
        except Exception as err:
            bt.logging.error(f"sync failed: {err}")
        time.sleep(60)
