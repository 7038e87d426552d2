import bittensor as bt


class Validator:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def stop(self):
        self.subtensor.close()


class FakeValidator(Validator):
    def __init__(self):
        self.subtensor = None


def test_fake():
    validator = FakeValidator()
    assert validator.subtensor is None


def test_real():
    validator = Validator()
    #           ^^^^^^^^^^^ SUB007
    assert validator.subtensor
