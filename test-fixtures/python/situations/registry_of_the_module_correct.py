"""What a function puts into the container of a module's object, it closes with the object."""

import bittensor as bt


class Registry:
    def __init__(self):
        self._clients = {}

    def get(self, network):
        client = self._clients.get(network)
        if client is None:
            client = bt.Subtensor(network=network)
            self._clients[network] = client
        return client

    def close(self):
        for client in self._clients.values():
            client.close()
        self._clients.clear()


registry = Registry()


def main():
    try:
        print(registry.get("finney").block)
        print(registry.get("test").block)
    finally:
        registry.close()


if __name__ == "__main__":
    main()
