import asyncio

from aown.chain import Chain


async def main() -> None:
    async with Chain("finney") as chain:
        print(await chain.price(1))


if __name__ == "__main__":
    asyncio.run(main())
