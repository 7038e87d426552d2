import asyncio

from client import AsyncChainClient


async def follow(count):
    async with AsyncChainClient("finney") as client:
        for _ in range(count):
            print(await client.block())
            await asyncio.sleep(12)


asyncio.run(follow(10))
