import bittensor as bt


def height():
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    block = sub.block
    sub.close()
    return block


def name_of_network():
    sub = bt.Subtensor("local")
    network = sub.network
    sub.close()
    return network
