# sdk: 10.0.0
import bittensor as bt


async def closed_inside():
    async with bt.SubtensorApi("finney", async_subtensor=True) as api:
        print(await api.chain.get_current_block())
        await api.inner_subtensor.close()
        #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB014


async def bound_by_hand():
    api = bt.SubtensorApi("finney", async_subtensor=True)
    sub = await api.initialize()
    print(await sub.get_current_block())
    await api.close()
