import bittensor as bt


class Miner:
    def __init__(self, netuid: int, offline: bool = True):
        self.netuid = netuid
        self.sub = None
        if not offline:
            self.sub = bt.Subtensor(network="finney")

    def size(self) -> int:
        return 0 if self.sub is None else int(self.sub.metagraph(self.netuid).n)

    def close(self) -> None:
        if self.sub is not None:
            self.sub.close()
