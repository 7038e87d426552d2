# sdk: 10.5.0
from bittensor.core.metagraph import AsyncMetagraph, async_metagraph


async def awaited():
    mg = await async_metagraph(1)
    #          ^^^^^^^^^^^^^^^^^^ SUB009
    await mg.sync()
    print(mg.n)


async def entered():
    async with AsyncMetagraph(1) as mg:
        #      ^^^^^^^^^^^^^^^^^ SUB009
        print(mg.n)


async def synced():
    mg = AsyncMetagraph(1)
    await mg.sync()
    #     ^^^^^^^^^ SUB009


async def never_synced():
    mg = AsyncMetagraph(1)
    print(mg)


async def lent(sub):
    mg = await async_metagraph(1, subtensor=sub)
    await mg.sync()
    async with AsyncMetagraph(1, subtensor=sub) as other:
        await other.sync()
    third = AsyncMetagraph(1)
    await third.sync(subtensor=sub)
