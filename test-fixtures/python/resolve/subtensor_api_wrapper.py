import bittensor as bt


def run():
    api = bt.SubtensorApi(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(api.block)


def run_closed():
    api = bt.SubtensorApi(network="finney")
    print(api.block)
    api.close()


async def run_async():
    api = bt.SubtensorApi(network="finney", async_subtensor=True)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await api.initialize()
    print(await api.block)


async def run_async_scoped():
    async with bt.SubtensorApi(network="finney", async_subtensor=True) as api:
        print(await api.block)
