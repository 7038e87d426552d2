import bittensor as bt


async def height():
    sub = bt.AsyncSubtensor("finney")
    with sub:
    #    ^^^ SUB011
        return await sub.get_current_block()
