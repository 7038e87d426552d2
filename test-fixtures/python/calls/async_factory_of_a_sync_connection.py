import bittensor as bt


async def connect(network):
    return bt.Subtensor(network)


async def leak():
    sub = await connect("finney")
    #           ^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


async def closed():
    sub = await connect("finney")
    sub.close()
