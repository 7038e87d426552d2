import threading
import time

import bittensor as bt

from base.neuron import BaseNeuron


class BaseMinerNeuron(BaseNeuron):
    def __init__(self, netuid, network="finney"):
        super().__init__(netuid, network)
        self.thread = None
        self.served = 0

    def serve_requests(self):
        while not self.should_exit:
            self.served += 1
            time.sleep(1)

    def run_in_background_thread(self):
        if not self.is_running:
            bt.logging.debug("Starting miner in background thread.")
            self.should_exit = False
            self.thread = threading.Thread(target=self.serve_requests, daemon=True)
            self.thread.start()
            self.is_running = True

    def stop_run_thread(self):
        if self.is_running:
            self.should_exit = True
            if self.thread is not None:
                self.thread.join(5)
            self.is_running = False

    def __enter__(self):
        self.run_in_background_thread()
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.stop_run_thread()
