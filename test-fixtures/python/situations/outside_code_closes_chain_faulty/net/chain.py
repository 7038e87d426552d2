import bittensor as bt


class Chain:
    def __init__(self, network: str):
        self.subtensor = bt.Subtensor(network=network)

    def head(self) -> int:
        return self.subtensor.get_current_block()
