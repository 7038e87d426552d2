import bittensor as bt


class Validator:
    def __init__(self, config):
        self.subtensor = bt.Subtensor(config=config)

    def run(self):
        print(self.subtensor.get_current_block())

    def stop(self):
        self.subtensor.close()


def leak(config):
    validator = Validator(config)
    #           ^^^^^^^^^^^^^^^^^ SUB007
    validator.run()


def closed(config):
    validator = Validator(config)
    try:
        validator.run()
    finally:
        validator.stop()
