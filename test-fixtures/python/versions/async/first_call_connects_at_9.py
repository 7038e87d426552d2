# sdk: 9.12.2
import bittensor as bt


async def neither_initialized_nor_entered():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def on_one_path(flag):
    sub = bt.AsyncSubtensor("finney")
    if not flag:
        return None
    block = await sub.get_current_block()
    await sub.close()
    return block


async def temporary():
    return await bt.AsyncSubtensor("finney").get_current_block()
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB004
