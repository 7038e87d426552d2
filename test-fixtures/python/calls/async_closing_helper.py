import bittensor as bt


async def disconnect(sub):
    await sub.close()


async def run():
    sub = await bt.AsyncSubtensor("finney").initialize()
    print(await sub.get_current_block())
    await disconnect(sub)
