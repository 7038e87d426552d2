"""Prints the block from a thread while the main one asks, too."""

import threading
import time

import bittensor as bt


class Miner:
    def __init__(self, config):
        self.config = config
        self.should_exit = False
        self.sub = bt.Subtensor(config=config)

    def loop(self):
        while not self.should_exit:
            print("block", self.sub.block)
            time.sleep(12)

    def run(self):
        thread = threading.Thread(target=self.loop, daemon=True)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB015
        thread.start()
        while not self.should_exit:
            if not self.sub.is_hotkey_registered("5F", self.config.netuid):
                self.should_exit = True
            time.sleep(60)
        thread.join()

    def close(self):
        self.sub.close()


def main(config):
    miner = Miner(config)
    try:
        miner.run()
    finally:
        miner.close()
