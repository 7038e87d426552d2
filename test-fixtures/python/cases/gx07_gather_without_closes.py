import asyncio

import bittensor as bt


async def main(networks):
    subs = [bt.AsyncSubtensor(network) for network in networks]
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await asyncio.gather(*(s.initialize() for s in subs))
    print(await asyncio.gather(*(s.get_current_block() for s in subs)))
