import bittensor as bt


class LazyChain:
    def __init__(self, network: str):
        self.network = network
        self.sub = None

    def connect(self) -> "LazyChain":
        self.sub = bt.Subtensor(network=self.network)
        return self

    def block(self) -> int:
        return self.sub.get_current_block()

    def disconnect(self) -> None:
        if self.sub is not None:
            self.sub.close()
            self.sub = None
