# sdk: 11.3.0
import bittensor as bt


def leak():
    api = bt.SubtensorApi("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return api.chain.get_current_block()


def closed():
    api = bt.SubtensorApi("finney")
    api.close()


async def scoped():
    async with bt.SubtensorApi("finney", async_subtensor=True) as api:
        return await api.chain.get_current_block()
