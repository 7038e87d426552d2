from client import ChainClient


class NeuronRepository:
    """Reads only; the client belongs to whoever made it."""

    def __init__(self, client: ChainClient, netuid: int):
        self.client = client
        self.netuid = netuid

    def all(self):
        try:
            return self.client.subtensor.neurons_lite(self.netuid)
        except ConnectionError:
            return self.client.reconnect().neurons_lite(self.netuid)

    def by_hotkey(self, hotkey):
        return next((n for n in self.all() if n.hotkey == hotkey), None)
