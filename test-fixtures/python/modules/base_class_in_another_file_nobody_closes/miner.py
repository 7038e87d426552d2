from base import BaseNeuron


class Miner(BaseNeuron):
    def run(self):
        print(self.subtensor.get_current_block())


def main(config):
    miner = Miner(config)
    miner.run()
