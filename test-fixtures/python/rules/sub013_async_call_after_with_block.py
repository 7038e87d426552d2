import bittensor as bt


async def run():
    async with bt.AsyncSubtensor("finney") as sub:
        block = await sub.get_current_block()
    tempo = await sub.tempo(1)
    # line SUB013
    return block, tempo
