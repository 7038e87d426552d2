import bittensor as bt


class Client:
    def __init__(self, network: str):
        self.sub = bt.Subtensor(network=network)


client = Client("finney")


def exists(netuid: int) -> bool:
    return client.sub.subnet_exists(netuid)


def stop() -> None:
    client.sub.close()
