# sdk: 11.3.0
import bittensor as bt


def after_close():
    sub = bt.Subtensor("finney")
    print(sub.block)
    sub.close()
    return sub.balances.get("5F")
    # line SUB013


def after_the_block():
    with bt.Subtensor("finney") as sub:
        print(sub.block)
    return sub.block
    # line SUB013


def property_after_close():
    client = bt.SyncClient("finney")
    print(client.block)
    client.close()
    return client.spec_version
    # line SUB013


def plain_attribute_after_close():
    sub = bt.Subtensor("finney")
    print(sub.block)
    sub.close()
    return sub.network
