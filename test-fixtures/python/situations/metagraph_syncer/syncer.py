import threading
from typing import Callable, Dict, List

import bittensor as bt


class MetagraphSyncer:
    def __init__(self, subtensor: bt.Subtensor, config: Dict[int, int]):
        self.subtensor = subtensor
        self.config = config
        self.metagraphs: Dict[int, bt.Metagraph] = {}
        self.listeners: List[Callable] = []
        self.is_running = False

    def register_listener(self, listener: Callable, netuids: List[int]):
        self.listeners.append((listener, set(netuids)))

    def do_initial_sync(self):
        for netuid in self.config:
            self.metagraphs[netuid] = self.subtensor.metagraph(netuid)

    def sync_once(self, netuid):
        metagraph = self.metagraphs[netuid]
        metagraph.sync(subtensor=self.subtensor)
        for listener, netuids in self.listeners:
            if netuid in netuids:
                listener(metagraph, netuid)

    def get_metagraph(self, netuid):
        try:
            return self.metagraphs[netuid]
        except KeyError:
            raise ValueError(f"netuid {netuid} is not watched") from None
