import bittensor as bt


class Client:
    def __init__(self, network: str, netuid: int):
        self.netuid = netuid
        self.network = network
        self.subtensor = bt.Subtensor(network=network)

    def uids(self) -> list[int]:
        return [n.uid for n in self.subtensor.neurons_lite(self.netuid)]

    def __repr__(self) -> str:
        return f"Client({self.network}:{self.netuid})"
