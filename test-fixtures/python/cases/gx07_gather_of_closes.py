import asyncio

import bittensor as bt


async def main(networks):
    subs = [bt.AsyncSubtensor(network) for network in networks]
    print(await asyncio.gather(*(s.get_current_block() for s in subs)))
    await asyncio.gather(*(s.close() for s in subs))
