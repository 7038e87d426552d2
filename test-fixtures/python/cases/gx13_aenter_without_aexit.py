import bittensor as bt


async def main():
    sub = await bt.AsyncSubtensor("finney").__aenter__()
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())


async def main_closed():
    sub = await bt.AsyncSubtensor("finney").__aenter__()
    print(await sub.get_current_block())
    await sub.__aexit__(None, None, None)
