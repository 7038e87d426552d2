import asyncio

import bittensor as bt


async def main():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    while True:
        print(await sub.get_current_block())
        await asyncio.sleep(12)


async def main_closed():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    try:
        while True:
            print(await sub.get_current_block())
            await asyncio.sleep(12)
    finally:
        await sub.close()
