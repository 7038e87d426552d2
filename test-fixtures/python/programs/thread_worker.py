# sdk: 9.12.2
import threading
import time

import bittensor as bt


class Shared:
    def __init__(self):
        self.lock = threading.RLock()
        self.hotkeys = []
        self.block = 0

    def update(self, hotkeys, block):
        with self.lock:
            self.hotkeys = list(hotkeys)
            self.block = block


def sync_worker(shared, stop, netuid):
    sub = bt.subtensor(network="finney")
    # line SUB001
    mg = sub.metagraph(netuid)
    while not stop.is_set():
        mg.sync(subtensor=sub)
        shared.update(mg.hotkeys, sub.get_current_block())
        stop.wait(60)
    bt.logging.info("sync worker done")


def main():
    shared = Shared()
    stop = threading.Event()
    worker = threading.Thread(target=sync_worker, args=(shared, stop, 21))
    worker.start()
    try:
        while True:
            time.sleep(12)
            print(shared.block, len(shared.hotkeys))
    except KeyboardInterrupt:
        stop.set()
        worker.join()


if __name__ == "__main__":
    main()
