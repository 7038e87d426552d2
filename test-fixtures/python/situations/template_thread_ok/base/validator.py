import threading
import time

import bittensor as bt

from base.neuron import BaseNeuron


class BaseValidatorNeuron(BaseNeuron):
    def __init__(self, netuid, network="finney"):
        super().__init__(netuid, network)
        self.thread = None
        self.ticks = 0

    def tick(self):
        while not self.should_exit:
            self.ticks += 1
            time.sleep(1)

    def run_in_background_thread(self):
        if not self.is_running:
            self.should_exit = False
            self.thread = threading.Thread(target=self.tick, daemon=True)
            self.thread.start()
            self.is_running = True

    def stop_run_thread(self):
        if self.is_running:
            bt.logging.debug("Stopping validator in background thread.")
            self.should_exit = True
            self.thread.join(5)
            self.is_running = False

    def __enter__(self):
        self.run_in_background_thread()
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.stop_run_thread()
        self._release()
