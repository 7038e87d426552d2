# sdk: 10.5.0
import contextlib

from async_substrate_interface.substrate_addons import RetryAsyncSubstrate, RetrySyncSubstrate
from bittensor.core.async_subtensor import RetryAsyncSubstrate as FromAsyncSubtensor
from bittensor.core.subtensor import RetrySyncSubstrate as FromSubtensor

URL = "wss://entrypoint-finney.opentensor.ai:443"


def leak():
    substrate = RetrySyncSubstrate(URL, fallback_chains=["ws://127.0.0.1:9944"])
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()


def leak_by_the_name_in_the_sdk():
    substrate = FromSubtensor(URL)
    #           ^^^^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()


def closed_although_it_raises():
    substrate = RetrySyncSubstrate(URL)
    print(substrate.get_chain_head())
    with contextlib.suppress(AttributeError):
        substrate.close()


async def async_leak():
    substrate = RetryAsyncSubstrate(URL)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await substrate.get_chain_head()


async def async_leak_by_the_name_in_the_sdk():
    substrate = FromAsyncSubtensor(URL)
    #           ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await substrate.initialize()
    return await substrate.get_chain_head()


async def async_scoped():
    async with RetryAsyncSubstrate(URL, retry_forever=True) as substrate:
        return await substrate.get_chain_head()
