import bittensor as bt


class Chain:
    def __init__(self, network: str = "finney"):
        self.sub = bt.Subtensor(network=network)

    def balance(self, address: str) -> float:
        return float(self.sub.get_balance(address))

    def close(self) -> None:
        self.sub.close()
