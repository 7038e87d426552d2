# sdk: 7.4.0
import bittensor
from substrateinterface import SubstrateInterface
from substrateinterface.base import SubstrateInterface as FromModule
from websocket import create_connection

URL = "wss://entrypoint-finney.opentensor.ai:443"


def leak():
    substrate = SubstrateInterface(url=URL, ss58_format=42)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()


def leak_from_the_module():
    substrate = FromModule(URL)
    #           ^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()


def closed():
    substrate = SubstrateInterface(URL)
    substrate.close()


def websocket_closed():
    substrate = SubstrateInterface(URL)
    substrate.websocket.close()


def scoped():
    with SubstrateInterface(URL) as substrate:
        return substrate.get_chain_head()


async def wrong_word():
    async with SubstrateInterface(URL) as substrate:
    #          ^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return substrate.get_chain_head()


def own_websocket():
    websocket = create_connection(URL)
    substrate = SubstrateInterface(websocket=websocket)
    print(substrate.get_chain_head())
    websocket.close()


def used_after_close():
    substrate = SubstrateInterface(URL)
    substrate.close()
    return substrate.get_chain_head()
    # line SUB013


def beside_the_sdk():
    sub = bittensor.subtensor()
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    with SubstrateInterface(URL) as substrate:
        return substrate.get_chain_head(), sub.block
