# sdk: 10.5.0
from async_substrate_interface import AsyncSubstrateInterface
from async_substrate_interface.async_substrate import (
    DiskCachedAsyncSubstrateInterface,
    get_async_substrate_interface,
)

URL = "wss://entrypoint-finney.opentensor.ai:443"


async def cold():
    substrate = AsyncSubstrateInterface(URL)
    print(substrate.url)


async def first_request_connects():
    substrate = AsyncSubstrateInterface(URL)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await substrate.get_chain_head()


async def initialize_returns_none():
    substrate = await AsyncSubstrateInterface(URL).initialize()
    #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB004
    print(substrate)


async def closed():
    substrate = AsyncSubstrateInterface(URL)
    await substrate.initialize()
    await substrate.close()


async def close_not_awaited():
    substrate = AsyncSubstrateInterface(URL)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    await substrate.initialize()
    substrate.close()


async def scoped():
    async with AsyncSubstrateInterface(URL) as substrate:
        return await substrate.get_chain_head()


async def wrong_word():
    with AsyncSubstrateInterface(URL) as substrate:
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return await substrate.get_chain_head()


async def cached_on_disk():
    substrate = DiskCachedAsyncSubstrateInterface(URL)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await substrate.get_chain_head()


async def cached_on_disk_scoped():
    async with DiskCachedAsyncSubstrateInterface(URL) as substrate:
        return await substrate.get_chain_head()


async def factory():
    substrate = await get_async_substrate_interface(URL)
    #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(substrate)


async def factory_closed():
    substrate = await get_async_substrate_interface(URL)
    await substrate.close()


async def without_timer():
    substrate = AsyncSubstrateInterface(URL, ws_shutdown_timer=None)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await substrate.get_chain_head()


async def mocked():
    substrate = AsyncSubstrateInterface(URL, _mock=True)
    await substrate.initialize()
