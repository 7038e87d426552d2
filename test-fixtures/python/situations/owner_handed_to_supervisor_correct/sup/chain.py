import bittensor as bt


class Chain:
    def __init__(self, network: str):
        self.sub = bt.Subtensor(network=network)

    def head(self) -> int:
        return self.sub.get_current_block()

    def disconnect(self) -> None:
        self.sub.close()
