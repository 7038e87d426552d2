import bittensor as bt


class Validator:
    def __init__(self):
        self.subtensor = bt.Subtensor(network="finney")


class Miner:
    def __init__(self):
        self.link = bt.Subtensor(network="finney")

    def stop(self):
        self.link.close()


class Manager:
    _validator = None
    _miner = None

    @classmethod
    def validator(cls):
        if cls._validator is None:
            cls._validator = Validator()
        return cls._validator

    @classmethod
    def miner(cls):
        if cls._miner is None:
            cls._miner = Miner()
            #            ^^^^^^^ SUB008
        return cls._miner
