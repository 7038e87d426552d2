import asyncio

from core.client import AsyncChain


async def main() -> None:
    chain = await AsyncChain.create("finney", 1)
    try:
        print(await chain.size())
    finally:
        await chain.aclose()


if __name__ == "__main__":
    asyncio.run(main())
