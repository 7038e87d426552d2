# sdk: 9.8.0
import bittensor as bt


async def leak():
    sub = bt.AsyncSubtensor("finney", websocket_shutdown_timer=None)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    return await sub.get_current_block()


async def closed():
    sub = bt.AsyncSubtensor("finney", websocket_shutdown_timer=None)
    await sub.initialize()
    await sub.close()
