import asyncio

import bittensor as bt


async def main():
    sub = bt.AsyncSubtensor("finney")
    try:
        print(await sub.get_current_block())
    finally:
        await asyncio.shield(sub.close())
