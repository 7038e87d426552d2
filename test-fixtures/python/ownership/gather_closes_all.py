import asyncio

import bittensor as bt


async def heights(networks):
    subs = [await bt.AsyncSubtensor(network).initialize() for network in networks]
    blocks = await asyncio.gather(*(sub.get_current_block() for sub in subs))
    await asyncio.gather(*(sub.close() for sub in subs))
    return blocks


async def heights_leak(networks):
    subs = [await bt.AsyncSubtensor(network).initialize() for network in networks]
    #             ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await asyncio.gather(*(sub.get_current_block() for sub in subs))
