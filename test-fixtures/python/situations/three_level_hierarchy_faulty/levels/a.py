import bittensor as bt


class A:
    def __init__(self, network: str):
        self.network = network
        self._open()

    def _open(self) -> None:
        self.sub = bt.Subtensor(network=self.network)

    def close(self) -> None:
        self.sub.close()
