# sdk: 11.3.0
import bittensor as bt

URL = "wss://entrypoint-finney.opentensor.ai:443"


async def connect_returns_none():
    substrate = await bt.RpcSubstrate(URL).connect()
    #                 ^^^^^^^^^^^^^^^^^^^^ SUB004
    print(substrate)


async def no_scope():
    async with bt.RpcSubstrate(URL) as substrate:
    #          ^^^^^^^^^^^^^^^^^^^^ SUB011
        print(substrate)


async def closed_by_the_client_around_it():
    substrate = bt.RpcSubstrate(URL)
    await substrate.connect()
    client = bt.Client(substrate=substrate)
    print(await client.balances.get("5F"))
    await client.close()


async def closed_by_the_scope_around_it():
    substrate = bt.RpcSubstrate(URL)
    await substrate.connect()
    async with bt.Client(substrate=substrate) as client:
        print(await client.balances.get("5F"))


async def used_before_connect():
    substrate = bt.RpcSubstrate(URL)
    print(await substrate.block_hash(1))
    # line SUB012
