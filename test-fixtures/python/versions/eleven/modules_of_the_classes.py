# sdk: 11.3.0
from bittensor._substrate import RpcSubstrate
from bittensor._subtensor import Subtensor
from bittensor._transport import SubstrateConnection
from bittensor._transport.rpc import RpcSession
from bittensor.client import Client


async def client():
    it = await Client("finney").connect()
    #          ^^^^^^^^^^^^^^^^ SUB001
    return await it.balances.get("5F")


async def awaited():
    it = await Subtensor("finney")
    #          ^^^^^^^^^^^^^^^^^^^ SUB001
    return await it.balances.get("5F")


async def substrate(url):
    it = RpcSubstrate(url)
    #    ^^^^^^^^^^^^^^^^^ SUB001
    await it.connect()
    print(it.endpoint)


async def transport(url):
    it = SubstrateConnection(url)
    #    ^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await it.initialize()
    print(it)


async def transport_closed(url):
    it = SubstrateConnection(url)
    await it.initialize()
    await it.close()


async def session(url):
    async with RpcSession(url) as it:
        print(it)
