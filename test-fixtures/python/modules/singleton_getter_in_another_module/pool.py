import bittensor as bt

_instances = {}


def get(network):
    if network not in _instances:
        _instances[network] = bt.Subtensor(network)
    return _instances[network]


def close_all():
    for instance in _instances.values():
        instance.close()
    _instances.clear()
