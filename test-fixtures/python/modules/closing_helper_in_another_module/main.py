import bittensor as bt

from util import announce_close, release


async def closed():
    sub = await bt.AsyncSubtensor("finney").initialize()
    print(await sub.get_current_block())
    await release(sub)


async def forgotten():
    sub = await bt.AsyncSubtensor("finney").initialize()
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())
    announce_close(sub)
