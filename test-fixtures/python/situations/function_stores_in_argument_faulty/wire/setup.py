import bittensor as bt


def attach_chain(node, network: str = "finney"):
    node.subtensor = bt.Subtensor(network=network)
    # line SUB006
    return node.subtensor
