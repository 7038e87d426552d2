from template.base import BaseNeuron


class Miner(BaseNeuron):
    def run(self):
        print(self.subtensor.get_current_block())

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.subtensor.close()


def scoped(config):
    with Miner(config) as miner:
        miner.run()


def forgotten(config):
    miner = Miner(config)
    #       ^^^^^^^^^^^^^ SUB007
    miner.run()
