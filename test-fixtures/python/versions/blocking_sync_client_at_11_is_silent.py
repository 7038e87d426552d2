# sdk: 11.3.0
import bittensor as bt


def run():
    client = bt.SyncClient("finney")
    return client.block


def run_scoped():
    with bt.SyncClient("finney") as client:
        return client.block
