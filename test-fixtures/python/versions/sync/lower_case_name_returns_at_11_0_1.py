# sdk: 11.0.1
import bittensor as bt


def blocking():
    sub = bt.subtensor("finney")
    return sub.block


async def leak():
    client = await bt.subtensor("finney")
    #              ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await client.balances.get("5F")


async def scoped():
    async with bt.subtensor("finney") as client:
        return await client.balances.get("5F")
