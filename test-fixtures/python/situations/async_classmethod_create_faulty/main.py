import asyncio

from core.client import AsyncChain


async def main() -> None:
    chain = await AsyncChain.create("finney", 1)
    # line SUB007
    print(await chain.size())


if __name__ == "__main__":
    asyncio.run(main())
