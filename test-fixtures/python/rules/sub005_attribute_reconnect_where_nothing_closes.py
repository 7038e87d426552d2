import bittensor as bt


class Validator:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")
        #                ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def reconnect(self):
        self.subtensor = bt.Subtensor("finney")
        #                ^^^^^^^^^^^^^^^^^^^^^^ SUB005

    def run(self):
        while True:
            try:
                print(self.subtensor.get_current_block())
            except Exception:
                self.reconnect()
