# sdk: 9.12.2
from async_substrate_interface import SubstrateInterface
from async_substrate_interface.sync_substrate import SubstrateInterface as FromModule

URL = "wss://entrypoint-finney.opentensor.ai:443"


def leak():
    substrate = SubstrateInterface(URL)
    #           ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()


def leak_from_the_module():
    substrate = FromModule(url=URL)
    #           ^^^^^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()


def closed():
    substrate = SubstrateInterface(URL)
    substrate.close()


def websocket_closed():
    substrate = SubstrateInterface(URL)
    substrate.ws.close()


def scoped():
    with SubstrateInterface(URL) as substrate:
        return substrate.get_chain_head()


async def wrong_word():
    async with SubstrateInterface(URL) as substrate:
    #          ^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return substrate.get_chain_head()


def used_after_close():
    substrate = SubstrateInterface(URL)
    substrate.close()
    return substrate.get_chain_head()
    # line SUB013


def mocked():
    substrate = SubstrateInterface(URL, _mock=True)
    return substrate.get_chain_head()
