# sdk: 9.12.2
import bittensor as bt


def leak():
    api = bt.SubtensorApi("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return api.chain.get_current_block()


def closed():
    api = bt.SubtensorApi("finney")
    block = api.chain.get_current_block()
    api.close()
    return block


async def scoped():
    async with bt.SubtensorApi("finney", async_subtensor=True) as sub:
        return await sub.get_current_block()
