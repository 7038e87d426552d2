# sdk: 11.3.0
import bittensor as bt
from bittensor.sync import SyncClient


def blocking():
    client = SyncClient("finney")
    return client.block


def existing():
    client = bt.SyncClient("finney")
    with client:
        return client.block


async def no_async_scope():
    async with bt.SyncClient("finney") as client:
    #          ^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return client.block
