import bittensor as bt


async def height(lock):
    async with lock, bt.Subtensor("finney") as sub:
    #                ^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()
