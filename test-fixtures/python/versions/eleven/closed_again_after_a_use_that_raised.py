# sdk: 11.3.0
import bittensor as bt


def redundant():
    client = bt.SyncClient("finney")
    print(client.block)
    client.close()
    print(client.block)
    # line SUB013
    client.close()
#   ^^^^^^^^^^^^^^ SUB014
