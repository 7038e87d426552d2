import bittensor as bt


async def height():
    with bt.AsyncSubtensor("finney") as sub:
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return await sub.get_current_block()
