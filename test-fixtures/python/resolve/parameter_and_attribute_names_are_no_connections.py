import bittensor as bt


def sync(metagraph, subtensor: "bt.Subtensor", config):
    network = config.subtensor.network
    metagraph.sync(subtensor=subtensor)
    return isinstance(subtensor, bt.Subtensor), network, bt.Subtensor.__name__


def add(parser):
    bt.Subtensor.add_args(parser)
    return bt.Subtensor.setup_config("finney", None)
