import time

import bittensor as bt

from template.base.neuron import BaseNeuron


class BaseMinerNeuron(BaseNeuron):
    def __init__(self, config):
        super().__init__(config)
        self.axon = bt.Axon(wallet=self.wallet, port=8091)
        self.should_exit = False

    def run(self):
        self.axon.serve(netuid=self.config.netuid, subtensor=self.subtensor)
        self.axon.start()
        try:
            while not self.should_exit:
                self.sync()
                self.step += 1
                time.sleep(12)
        except KeyboardInterrupt:
            bt.logging.success("Miner killed by keyboard interrupt.")
        finally:
            self.close()

    def close(self):
        # releases the http server only
        self.axon.stop()
