import asyncio

from .chain import subtensor


async def main() -> None:
    async with subtensor("finney") as sub:
        print(await sub.get_current_block())


if __name__ == "__main__":
    asyncio.run(main())
