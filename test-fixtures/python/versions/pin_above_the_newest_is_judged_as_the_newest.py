# sdk: 12.0.0
import bittensor as bt


def blocking():
    sub = bt.Subtensor("finney")
    return sub.block


async def awaited():
    client = await bt.Subtensor("finney")
    #              ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await client.balances.get("5F")
