# sdk: 9.12.2
import bittensor as bt


async def after_close():
    sub = await bt.AsyncSubtensor("finney").initialize()
    await sub.close()
    return await sub.get_current_block()
    # line SUB013


async def initialized_again():
    sub = await bt.AsyncSubtensor("finney").initialize()
    await sub.close()
    await sub.initialize()
    print(await sub.get_current_block())
    await sub.close()


async def entered_again():
    sub = bt.AsyncSubtensor("finney")
    async with sub:
        print(await sub.get_current_block())
    async with sub:
        print(await sub.get_current_block())
