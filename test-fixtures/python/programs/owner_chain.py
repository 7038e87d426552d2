import signal
import threading
import time

import bittensor as bt


class Node:
    def __init__(self, config):
        self.config = config
        self.stop_event = threading.Event()
        self.subtensor = bt.Subtensor(network=config["network"])
        self.blocks = []

    def _release_chain(self):
        self.subtensor.close()

    def _teardown(self):
        self.blocks.clear()
        self._release_chain()

    def shutdown(self):
        self.stop_event.set()
        self._teardown()

    def tick(self):
        block = self.subtensor.get_current_block()
        if not self.blocks or block != self.blocks[-1]:
            self.blocks.append(block)
        return block

    def run(self):
        while not self.stop_event.is_set():
            block = self.tick()
            if block % 100 == 0:
                bt.logging.info(f"block {block}")
            time.sleep(6)


def main():
    node = Node({"network": "finney", "netuid": 7})
    try:
        signal.signal(signal.SIGTERM, lambda *_: node.stop_event.set())
        node.run()
    finally:
        node.shutdown()


if __name__ == "__main__":
    main()
