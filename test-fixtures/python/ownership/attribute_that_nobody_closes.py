import bittensor as bt


class Validator:
    def __init__(self, config):
        self.config = config
        self.subtensor = bt.Subtensor(config=config)
        #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006
        self.metagraph = self.subtensor.metagraph(config.netuid)

    def run(self):
        while True:
            self.metagraph.sync(subtensor=self.subtensor)
