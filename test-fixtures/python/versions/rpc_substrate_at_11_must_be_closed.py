# sdk: 11.3.0
import bittensor as bt


async def leak():
    substrate = bt.RpcSubstrate("wss://entrypoint-finney.opentensor.ai:443")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await substrate.connect()
    print("connected")


async def closed():
    substrate = bt.RpcSubstrate("wss://entrypoint-finney.opentensor.ai:443")
    await substrate.connect()
    await substrate.close()
