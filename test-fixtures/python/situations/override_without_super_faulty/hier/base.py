import bittensor as bt


class Base:
    def __init__(self, network: str):
        self.subtensor = bt.Subtensor(network=network)

    def head(self) -> int:
        return self.subtensor.get_current_block()

    def close(self) -> None:
        self.subtensor.close()
