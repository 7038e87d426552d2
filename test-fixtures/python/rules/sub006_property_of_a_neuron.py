# sdk: 9.12.2
from abc import ABC

import bittensor as bt


class BaseNeuron(ABC):
    def __init__(self, config=None):
        self.config = config
        self.wallet = bt.wallet(config=self.config)
        self.subtensor = bt.subtensor(config=self.config)
        #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006
        self.uid = self.subtensor.get_uid_for_hotkey_on_subnet(
            hotkey_ss58=self.wallet.hotkey.ss58_address, netuid=self.config.netuid
        )

    @property
    def block(self):
        return self.subtensor.get_current_block()
