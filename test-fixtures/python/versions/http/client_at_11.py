# sdk: 11.3.0
import bittensor as bt


async def http():
    client = await bt.Client("https://lite.chain.opentensor.ai").connect()
    return await client.balances.get("5F")


async def websocket():
    client = await bt.Client("wss://lite.chain.opentensor.ai").connect()
    #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await client.balances.get("5F")
