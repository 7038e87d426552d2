import bittensor as bt

_pool = {}


def get_subtensor(network):
    if network not in _pool:
        _pool[network] = bt.Subtensor(network)
    return _pool[network]


def close_all():
    for sub in _pool.values():
        sub.close()
    _pool.clear()
