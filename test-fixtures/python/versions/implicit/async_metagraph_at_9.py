# sdk: 9.12.2
from bittensor.core.async_subtensor import AsyncSubtensor
from bittensor.core.metagraph import AsyncMetagraph, async_metagraph


async def awaited():
    mg = await async_metagraph(1)
    #          ^^^^^^^^^^^^^^^^^^ SUB009
    return mg.n


async def told_not_to():
    mg = await async_metagraph(1, "finney", True, False)
    return mg.netuid


async def lent(sub):
    mg = await async_metagraph(1, "finney", True, True, sub)
    await mg.sync()


async def leaving_does_not_close():
    async with AsyncMetagraph(1) as mg:
    #          ^^^^^^^^^^^^^^^^^ SUB009
        return mg.n


async def entered_without_sync():
    async with AsyncMetagraph(1, sync=False) as mg:
        return mg.netuid


async def of_a_connection():
    async with AsyncSubtensor("finney") as sub:
        mg = await sub.metagraph(1)
        await mg.sync()
        return mg.n
