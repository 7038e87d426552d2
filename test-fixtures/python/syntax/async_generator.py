import bittensor as bt


async def blocks():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    while True:
        yield await sub.get_current_block()


async def blocks_scoped():
    async with bt.AsyncSubtensor("finney") as sub:
        while True:
            yield await sub.get_current_block()
