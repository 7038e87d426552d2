# sdk: 7.3.0
import threading
import time

import bittensor as bt


class MetagraphKeeper(threading.Thread):
    def __init__(self, netuid, subtensor, interval=120):
        super().__init__(daemon=True)
        self.netuid = netuid
        self.interval = interval
        self.halt = threading.Event()
        self.metagraph = bt.metagraph(netuid, sync=False)
        self.metagraph.sync(subtensor=subtensor)

    def run(self):
        while not self.halt.is_set():
            fresh = bt.metagraph(self.netuid, network="finney")
            # line SUB009
            if fresh.n != self.metagraph.n:
                bt.logging.info(f"size {self.metagraph.n} -> {fresh.n}")
            self.metagraph = fresh
            self.halt.wait(self.interval)


def main():
    subtensor = bt.subtensor(network="finney")
    try:
        keeper = MetagraphKeeper(6, subtensor)
    finally:
        subtensor.close()
    keeper.start()
    for _ in range(60):
        top = keeper.metagraph.I.argmax().item()
        print(top, keeper.metagraph.hotkeys[top])
        time.sleep(60)
    keeper.halt.set()


if __name__ == "__main__":
    main()
