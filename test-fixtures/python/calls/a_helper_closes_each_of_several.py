import asyncio

import bittensor as bt


async def close_quietly(sub):
    if sub is None:
        return
    await sub.close()


async def close_all(subs):
    for sub in subs:
        await close_quietly(sub)


async def look_at_all(subs):
    for sub in subs:
        if sub is None:
            continue
        print(await sub.get_current_block())


async def close_ready(subs, ready):
    for sub in subs:
        if ready(sub):
            await sub.close()


async def connect(network):
    sub = bt.AsyncSubtensor(network)
    await sub.initialize()
    return sub


async def connect_all(networks):
    return await asyncio.gather(*(connect(it) for it in networks))


async def closed(networks):
    subs = [bt.AsyncSubtensor(it) for it in networks]
    for sub in subs:
        await sub.initialize()
    await close_all(subs)


async def closed_after_gather(networks):
    subs = await connect_all(networks)
    try:
        print([await it.get_current_block() for it in subs])
    finally:
        await close_all(subs)


async def only_looked_at(networks):
    subs = await connect_all(networks)
    #            ^^^^^^^^^^^^^^^^^^^^^ SUB001
    await look_at_all(subs)


async def closed_on_one_path(networks, done):
    subs = await connect_all(networks)
    #            ^^^^^^^^^^^^^^^^^^^^^ SUB002
    if done:
        await close_all(subs)
