import bittensor as bt


def connect(network, minimum):
    sub = bt.Subtensor(network)
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB002
    if sub.get_current_block() < minimum:
        return None
    return sub


def connect_careful(network, minimum):
    sub = bt.Subtensor(network)
    if sub.get_current_block() < minimum:
        sub.close()
        return None
    return sub


def run():
    sub = connect_careful("finney", 100)
    if sub is not None:
        sub.close()
