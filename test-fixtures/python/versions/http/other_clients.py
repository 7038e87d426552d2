import substrateinterface
import turbobt
from async_substrate_interface import AsyncSubstrateInterface
from fiber.chain.interface import get_substrate


def old():
    substrate = substrateinterface.SubstrateInterface("http://127.0.0.1:9933")
    other = get_substrate(subtensor_address="http://127.0.0.1:9933")
    return substrate.get_chain_head(), other.get_chain_head()


async def new():
    substrate = AsyncSubstrateInterface("https://lite.chain.opentensor.ai")
    bittensor = turbobt.Bittensor("https://lite.chain.opentensor.ai")
    print(await substrate.get_chain_head(), await bittensor.head.get())


def websocket():
    substrate = get_substrate(subtensor_address="ws://127.0.0.1:9944")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()
