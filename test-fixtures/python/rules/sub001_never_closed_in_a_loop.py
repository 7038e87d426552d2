# sdk: 9.12.2
import time

import bittensor as bt


def poll(netuid):
    while True:
        sub = bt.subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB005
        print(sub.get_current_block(), netuid)
        time.sleep(60)
