import asyncio

import bittensor as bt


async def follow():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    await sub.initialize()
    try:
        await sub.wait_for_block()
    except asyncio.CancelledError:
        print("cancelled")
        return
    await sub.close()


async def follow_closed():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    try:
        await sub.wait_for_block()
    except asyncio.CancelledError:
        print("cancelled")
    finally:
        await sub.close()
