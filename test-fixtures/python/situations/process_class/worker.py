import multiprocessing as mp
import queue

import bittensor as bt


class WeightSetter(mp.Process):
    """A child process with a connection of its own."""

    def __init__(self, inbox, netuid, network="finney"):
        super().__init__(daemon=True)
        self.inbox = inbox
        self.netuid = netuid
        self.network = network
        self.stopping = mp.Event()

    def run(self):
        wallet = bt.Wallet()
        subtensor = bt.Subtensor(self.network)
        try:
            while not self.stopping.is_set():
                try:
                    uids, weights = self.inbox.get(timeout=1)
                except queue.Empty:
                    continue
                try:
                    subtensor.set_weights(
                        wallet=wallet, netuid=self.netuid, uids=uids, weights=weights
                    )
                except Exception as err:
                    bt.logging.error(f"set_weights: {err}")
        finally:
            subtensor.close()

    def stop(self):
        self.stopping.set()
        self.join(10)
