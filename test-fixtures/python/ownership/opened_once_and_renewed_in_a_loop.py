"""A loop closes and reopens what another method opened once."""

import bittensor as bt


class Miner:
    def __init__(self):
        self.should_exit = False

    def initialize(self):
        self.subtensor = bt.Subtensor("finney")

    def sync_loop(self):
        while not self.should_exit:
            try:
                print(self.subtensor.block)
            except Exception:
                self.subtensor.close()
                self.subtensor = bt.Subtensor("finney")

    def start(self):
        self.initialize()
        self.sync_loop()

    def stop(self):
        self.subtensor.close()


def main():
    miner = Miner()
    try:
        miner.start()
    finally:
        miner.stop()
