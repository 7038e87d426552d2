import bittensor as bt

from base import Base


class Validator(Base):
    def resync(self):
        self.subtensor = bt.Subtensor("finney")
        #                ^^^^^^^^^^^^^^^^^^^^^^ SUB005


class CarefulValidator(Base):
    def resync(self):
        self.subtensor.close()
        self.subtensor = bt.Subtensor("finney")
