import plugins
import bittensor


class Subtensor(bittensor.Subtensor):
    pass


def attach(name):
    return plugins.load(name).attach()


def detach(sub):
    plugins.load("chain").detach(sub)
