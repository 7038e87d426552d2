import bittensor as bt


def height(network):
    with bt.Subtensor(network) as sub:
        return sub.get_current_block()


def heights(networks):
    return [height(network) for network in networks]
