# sdk: 8.5.2
from bittensor.utils.async_substrate_interface import AsyncSubstrateInterface

URL = "wss://entrypoint-finney.opentensor.ai:443"


async def leak():
    substrate = AsyncSubstrateInterface(URL)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await substrate.initialize()
    return await substrate.get_chain_head()


async def closed():
    substrate = AsyncSubstrateInterface(URL)
    await substrate.initialize()
    await substrate.close()


async def existing():
    substrate = AsyncSubstrateInterface(chain_endpoint=URL)
    async with substrate:
        return await substrate.get_chain_head()
