import bittensor as bt

from .mixins import Closable


class Monitor(Closable):
    def __init__(self, netuid: int):
        self.netuid = netuid
        self.subtensor = bt.Subtensor(network="finney")

    def registrations(self) -> int:
        return len(self.subtensor.metagraph(self.netuid).hotkeys)
