import bittensor as bt


class Base:
    def __init__(self):
        self.sub = bt.Subtensor("finney")


class Closing(Base):
    def stop(self):
        self.sub.close()


def closed():
    neuron = Closing()
    neuron.stop()


def forgotten():
    neuron = Closing()
    #        ^^^^^^^^^ SUB007
    print(neuron.sub.get_current_block())
