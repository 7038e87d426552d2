import atexit

import bittensor as bt

_connection = None


def connect(network="finney"):
    global _connection
    if _connection is None:
        _connection = bt.Subtensor(network=network)
        atexit.register(_connection.close)
    return _connection
