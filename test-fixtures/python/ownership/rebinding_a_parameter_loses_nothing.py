import bittensor as bt


def height(subtensor, network):
    if subtensor.network != network:
        subtensor = bt.Subtensor(network)
        block = subtensor.get_current_block()
        subtensor.close()
        return block
    return subtensor.get_current_block()


def height_leak(subtensor, network):
    subtensor = bt.Subtensor(network)
    #           ^^^^^^^^^^^^^^^^^^^^^ SUB001
    return subtensor.get_current_block()
