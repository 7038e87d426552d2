import atexit
import threading
from typing import Dict

import bittensor as bt


class ConnectionRegistry:
    """One connection per network, closed at exit."""

    _instance = None
    _guard = threading.Lock()

    def __new__(cls):
        with cls._guard:
            if cls._instance is None:
                cls._instance = super().__new__(cls)
                cls._instance._connections = {}
                atexit.register(cls._instance.close_all)
        return cls._instance

    _connections: Dict[str, bt.Subtensor]

    def get(self, network):
        connection = self._connections.get(network)
        if connection is None:
            connection = bt.Subtensor(network)
            self._connections[network] = connection
        return connection

    def drop(self, network):
        connection = self._connections.pop(network, None)
        if connection is not None:
            connection.close()

    def close_all(self):
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()
