import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class Neuron:
    def __init__(self, netuid: int, network: str):
        self.netuid = netuid
        self.subtensor = bt.Subtensor(network=network)
        self.wallet = bt.Wallet()

    def uid(self):
        return self.subtensor.get_uid_for_hotkey_on_subnet(
            hotkey_ss58=self.wallet.hotkey.ss58_address, netuid=self.netuid
        )
