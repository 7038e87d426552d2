import threading
import time

import bittensor as bt
from thr.worker import SyncThread


def main() -> None:
    stop = threading.Event()
    thread = SyncThread("finney", 1, stop)
    thread.start()
    try:
        with bt.Subtensor(network="finney") as sub:
            for _ in range(100):
                print(sub.get_current_block(), thread.size)
                time.sleep(12)
    finally:
        stop.set()
        thread.join(timeout=90)


if __name__ == "__main__":
    main()
