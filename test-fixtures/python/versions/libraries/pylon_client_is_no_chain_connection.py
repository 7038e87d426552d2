# sdk: 10.5.0
from pylon_client.artanis import AsyncPylonClient, PylonClient


def blocking(config):
    client = PylonClient(config)
    client.open()
    return client.identity


async def asynchronous(config):
    client = AsyncPylonClient(config)
    await client.open()
    return client.identity
