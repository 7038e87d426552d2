import bittensor as bt


class Validator:
    def __init__(self):
        self._connect()

    def _connect(self):
        self.subtensor = bt.Subtensor("finney")
        #                ^^^^^^^^^^^^^^^^^^^^^^ SUB005

    def step(self):
        try:
            print(self.subtensor.get_current_block())
        except Exception:
            self._connect()

    def close(self):
        self.subtensor.close()


class CarefulValidator:
    def __init__(self):
        self.subtensor = None
        self._connect()

    def _connect(self):
        if self.subtensor is not None:
            self.subtensor.close()
        self.subtensor = bt.Subtensor("finney")

    def step(self):
        try:
            print(self.subtensor.get_current_block())
        except Exception:
            self._connect()

    def close(self):
        self.subtensor.close()
