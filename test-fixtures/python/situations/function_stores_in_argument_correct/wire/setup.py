import bittensor as bt


def attach_chain(node, network: str = "finney"):
    node.subtensor = bt.Subtensor(network=network)
    return node.subtensor
