import copy
import sys

import bittensor as bt


class BaseNeuron:
    def __init__(self, config):
        self.config = copy.deepcopy(config)
        self.wallet = bt.Wallet(config=self.config)
        self.subtensor = bt.Subtensor(network=self.config.network)
        # line SUB006
        self.metagraph = self.subtensor.metagraph(self.config.netuid)
        self.check_registered()
        self.step = 0

    def check_registered(self):
        hotkey = self.wallet.hotkey.ss58_address
        if not self.subtensor.is_hotkey_registered(netuid=self.config.netuid, hotkey_ss58=hotkey):
            bt.logging.error(f"hotkey {hotkey} is not registered")
            sys.exit(1)

    def sync(self):
        self.resync_metagraph()
        self.save_state()

    def resync_metagraph(self):
        self.metagraph.sync(subtensor=self.subtensor)

    def save_state(self):
        pass
