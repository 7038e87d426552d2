import bittensor as bt

_pool = {}


def get_subtensor(network):
    if network not in _pool:
        _pool[network] = bt.Subtensor(network)
        #                ^^^^^^^^^^^^^^^^^^^^^ SUB008
    return _pool[network]


def height(network):
    sub = get_subtensor(network)
    return sub.get_current_block()
