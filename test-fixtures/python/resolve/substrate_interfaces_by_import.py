import substrateinterface
from async_substrate_interface.async_substrate import AsyncSubstrateInterface
from async_substrate_interface.sync_substrate import SubstrateInterface


def old():
    substrate = substrateinterface.SubstrateInterface(url="wss://entrypoint-finney.opentensor.ai:443")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()


def new():
    with SubstrateInterface("wss://entrypoint-finney.opentensor.ai:443") as substrate:
        return substrate.get_chain_head()


async def new_async():
    substrate = AsyncSubstrateInterface("wss://entrypoint-finney.opentensor.ai:443")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await substrate.initialize()
    return await substrate.get_chain_head()
