# sdk: 9.5.0
import bittensor as bt


async def leak():
    api = bt.SubtensorApi("finney", async_subtensor=True)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await api.initialize()
    return await api.chain.get_current_block()


async def leak_by_position():
    api = bt.SubtensorApi("finney", None, True)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await api.chain.get_current_block()


async def closed():
    api = bt.SubtensorApi("finney", async_subtensor=True)
    await api.initialize()
    await api.close()


async def close_not_awaited():
    api = bt.SubtensorApi("finney", async_subtensor=True)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    await api.initialize()
    api.close()


async def inner_object_returned_by_initialize():
    sub = await bt.SubtensorApi("finney", async_subtensor=True).initialize()
    print(await sub.get_current_block())
    await sub.close()


async def inner_object_bound():
    async with bt.SubtensorApi("finney", async_subtensor=True) as sub:
        print(await sub.get_current_block())


async def wrong_word():
    with bt.SubtensorApi("finney", async_subtensor=True) as api:
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        print(await api.chain.get_current_block())


async def cold():
    api = bt.SubtensorApi("finney", async_subtensor=True)
    print(api.network)
