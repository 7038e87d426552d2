# sdk: 11.3.0
import bittensor as bt


async def leak():
    client = await bt.Subtensor("finney")
    #              ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await client.balances.get("5F")


async def closed():
    client = await bt.Subtensor("finney")
    try:
        return await client.balances.get("5F")
    finally:
        await client.close()


async def scoped():
    async with bt.Subtensor("finney") as client:
        return await client.balances.get("5F")


async def awaited_then_scoped():
    async with (await bt.Subtensor("finney")) as client:
        return await client.balances.get("5F")


async def existing():
    sub = bt.Subtensor("finney")
    async with sub as client:
        return await client.balances.get("5F")
