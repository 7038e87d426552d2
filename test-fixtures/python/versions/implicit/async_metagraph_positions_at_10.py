# sdk: 10.5.0
from bittensor.core.async_subtensor import AsyncSubtensor
from bittensor.core.metagraph import async_metagraph


async def fourth_is_lite():
    mg = await async_metagraph(1, 0, "finney", False)
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB009
    return mg.n


async def fifth_is_sync():
    mg = await async_metagraph(1, 0, "finney", True, False)
    return mg.netuid


async def sixth_is_the_connection(sub):
    mg = await async_metagraph(1, 0, "finney", True, True, sub)
    await mg.sync()


async def of_a_connection():
    async with AsyncSubtensor("finney") as sub:
        mg = await sub.metagraph(1)
        await mg.sync()
        return mg.n
