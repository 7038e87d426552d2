import bittensor as bt


class Node:
    def __init__(self, network: str, netuid: int):
        self.netuid = netuid
        self.subtensor = bt.Subtensor(network=network)

    def size(self) -> int:
        return int(self.subtensor.metagraph(self.netuid).n)

    def close(self) -> None:
        self.subtensor.close()
