from miner.utils.chain import connect


async def scoped():
    async with await connect() as sub:
        return await sub.get_current_block()


async def leak():
    sub = await connect()
    #           ^^^^^^^^^ SUB001
    return await sub.get_current_block()
