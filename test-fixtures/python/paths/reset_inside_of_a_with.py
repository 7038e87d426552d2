import asyncio
import bittensor as bt


async def main():
    async with bt.AsyncSubtensor("finney") as sub:
        while True:
            try:
                print(await sub.get_current_block())
            except ConnectionError:
                await sub.close()
                await sub.initialize()
            await asyncio.sleep(12)


async def once():
    async with bt.AsyncSubtensor("finney") as sub:
        try:
            print(await sub.get_current_block())
        except ConnectionError:
            await sub.close()
            await sub.initialize()
            print(await sub.get_current_block())
