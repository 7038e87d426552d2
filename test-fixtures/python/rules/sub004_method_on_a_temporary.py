# sdk: 9.12.2
import bittensor as bt


def height():
    return bt.subtensor("finney").get_current_block()
    #      ^^^^^^^^^^^^^^^^^^^^^^ SUB004


def block_property():
    return bt.subtensor().block
    #      ^^^^^^^^^^^^^^ SUB004


def metagraph(netuid):
    metagraph = bt.subtensor(network="finney").metagraph(netuid)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB004
    return metagraph.hotkeys
