import bittensor as bt


async def height():
    async with bt.Subtensor("finney") as sub:
    #          ^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()
