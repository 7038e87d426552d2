import atexit
import time

import bittensor as bt

subtensor = bt.Subtensor("finney")
atexit.register(subtensor.close)


def line(block):
    return f"{time.strftime('%H:%M:%S')} {block} {subtensor.network}"


while True:
    print(line(subtensor.get_current_block()))
    time.sleep(12)
