import time

import bittensor as bt


class BaseValidatorNeuron:
    def __init__(self, netuid, network="finney"):
        self.netuid = netuid
        self.network = network
        self.subtensor = None
        self.metagraph = None
        self.setup()

    def setup(self):
        self.disconnect()
        self.subtensor = bt.Subtensor(self.network)
        self.metagraph = self.subtensor.metagraph(self.netuid)

    def disconnect(self):
        if self.subtensor is not None:
            try:
                self.subtensor.close()
            except Exception as err:
                bt.logging.debug(f"close failed: {err}")
            self.subtensor = None

    def resync_metagraph(self):
        try:
            self.metagraph.sync(subtensor=self.subtensor)
        except Exception as err:
            bt.logging.warning(f"sync failed, reconnecting: {err}")
            self.setup()

    def save_state(self):
        bt.logging.info("saved")
