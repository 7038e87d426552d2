import bittensor as bt


async def connect(network):
    sub = bt.AsyncSubtensor(network)
    await sub.initialize()
    return sub


async def leak():
    sub = await connect("finney")
    #           ^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())


async def closed():
    sub = await connect("finney")
    try:
        print(await sub.get_current_block())
    finally:
        await sub.close()


async def close_not_awaited():
    sub = await connect("finney")
    #           ^^^^^^^^^^^^^^^^^ SUB010
    print(await sub.get_current_block())
    sub.close()


async def scoped():
    async with await connect("finney") as sub:
        print(await sub.get_current_block())
