import bittensor as bt


def connect(network="finney"):
    return bt.Subtensor(network)


def warm_up():
    connect()
#   ^^^^^^^^^ SUB004


def height():
    return connect("archive").get_current_block()
    #      ^^^^^^^^^^^^^^^^^^ SUB004
