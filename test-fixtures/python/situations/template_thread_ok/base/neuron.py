import bittensor as bt


class BaseNeuron:
    def __init__(self, netuid, network):
        self.netuid = netuid
        self.network = network
        self.subtensor = self._open()
        self.metagraph = self.subtensor.metagraph(netuid)
        self.is_running = False
        self.should_exit = False

    def _open(self):
        return bt.Subtensor(self.network)

    def sync(self):
        self.metagraph.sync(subtensor=self.subtensor)

    def _release(self):
        chain = getattr(self, "subtensor", None)
        if chain is not None:
            chain.close()
            self.subtensor = None
