# sdk: 11.3.0
import bittensor as bt


async def connect_returns_the_object():
    client = await bt.Client("finney").connect()
    #              ^^^^^^^^^^^^^^^^^^^ SUB001
    return await client.balances.get("5F")


async def scoped():
    async with bt.Client("finney") as client:
        return await client.balances.get("5F")


async def existing():
    client = bt.Client("finney")
    async with client:
        return await client.balances.get("5F")


async def connected_again():
    client = bt.Client("finney")
    await client.connect()
    await client.close()
    await client.connect()
    print(await client.balances.get("5F"))
    await client.close()


async def used_after_close():
    client = await bt.Client("finney").connect()
    await client.close()
    return await client.balances.get("5F")
    # line SUB013
