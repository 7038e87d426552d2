from .utils.chain import connect
from .utils import chain as chain_utils


async def leak():
    sub = await connect()
    #           ^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def closed():
    sub = await chain_utils.connect()
    try:
        return await sub.get_current_block()
    finally:
        await sub.close()
