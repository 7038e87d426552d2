import time

import bittensor as bt


class Validator:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def run(self):
        while True:
            try:
                print(self.subtensor.get_current_block())
            except Exception as err:
                bt.logging.error(f"{err}")
                self.subtensor = bt.Subtensor("finney")
                #                ^^^^^^^^^^^^^^^^^^^^^^ SUB005
            time.sleep(12)

    def stop(self):
        self.subtensor.close()
