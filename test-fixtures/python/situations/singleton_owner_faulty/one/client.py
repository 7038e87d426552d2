import bittensor as bt


class Client:
    def __init__(self, network: str):
        self.sub = bt.Subtensor(network=network)

    def exists(self, netuid: int) -> bool:
        return self.sub.subnet_exists(netuid)

    def close(self) -> None:
        self.sub.close()
