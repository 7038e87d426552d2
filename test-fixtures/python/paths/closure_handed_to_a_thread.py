import threading

import bittensor as bt


def run():
    sub = bt.Subtensor("finney")

    def cleanup():
        sub.close()

    threading.Thread(target=cleanup).start()
