# sdk: 8.5.2
import bittensor as bt


async def run():
    async with bt.async_subtensor("finney") as sub:
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return await sub.get_current_block()
