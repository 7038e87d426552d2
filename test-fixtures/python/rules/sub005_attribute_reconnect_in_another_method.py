import bittensor as bt


class Validator:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def reconnect(self):
        self.subtensor = bt.Subtensor("finney")
        #                ^^^^^^^^^^^^^^^^^^^^^^ SUB005

    def stop(self):
        self.subtensor.close()


class CarefulValidator:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def reconnect(self):
        self.subtensor.close()
        self.subtensor = bt.Subtensor("finney")

    def stop(self):
        self.subtensor.close()
