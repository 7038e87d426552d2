import bittensor as bt


async def run():
    async with bt.AsyncSubtensor("finney") as sub:
        print(await sub.get_current_block())
        await sub.close()
        #     ^^^^^^^^^^^ SUB014
