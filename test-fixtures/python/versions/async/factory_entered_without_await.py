# sdk: 10.5.0
import bittensor as bt


async def run():
    async with bt.get_async_subtensor("finney") as sub:
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return await sub.get_current_block()


async def run_right():
    async with await bt.get_async_subtensor("finney") as sub:
        return await sub.get_current_block()
