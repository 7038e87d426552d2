# sdk: 11.3.0
import bittensor as bt


async def leak():
    client = bt.Client("finney")
    #        ^^^^^^^^^^^^^^^^^^^ SUB001
    await client.connect()
    return await client.balances.get("5F")


async def closed():
    client = bt.Client("finney")
    await client.connect()
    try:
        return await client.balances.get("5F")
    finally:
        await client.close()


async def scoped():
    async with bt.Client("finney") as client:
        return await client.balances.get("5F")


async def cold():
    client = bt.Client("finney")
    print(client)
