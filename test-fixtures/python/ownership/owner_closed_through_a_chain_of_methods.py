import bittensor as bt


class Miner:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def _disconnect(self):
        self.subtensor.close()

    def shutdown(self):
        print("shutting down")
        self._disconnect()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        self.shutdown()


def by_method():
    miner = Miner()
    miner.shutdown()


def by_with():
    with Miner() as miner:
        print(miner.subtensor.get_current_block())


def forgotten():
    miner = Miner()
    #       ^^^^^^^ SUB007
    print(miner.subtensor.get_current_block())
