# sdk: 8.4.5
import bittensor as bt


async def run():
    async with bt.async_subtensor("finney") as sub:
        return await sub.get_current_block()
