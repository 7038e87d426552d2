import signal
import time

import bittensor as bt


def run():
    sub = bt.Subtensor("finney")

    def on_term(signum, frame):
        sub.close()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, on_term)
    while True:
        print(sub.get_current_block())
        time.sleep(12)
