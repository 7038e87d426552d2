import bittensor as bt


async def run():
    sub = bt.AsyncSubtensor("finney")
    async with sub:
        print(await sub.get_current_block())
    await sub.close()
    #     ^^^^^^^^^^^ SUB014
