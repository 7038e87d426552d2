import asyncio

import bittensor as bt


def close_example(netuid: int) -> None:
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    print(sub.subnet_exists(netuid))
    sub.close()


async def async_close_example(netuid: int) -> None:
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    print(await sub.subnet_exists(netuid))
    await sub.close()


def with_example(netuid: int) -> None:
    with bt.Subtensor("finney") as sub:
        print(sub.subnet_exists(netuid))


async def async_with_example(netuid: int) -> None:
    async with bt.AsyncSubtensor("finney") as sub:
        print(await sub.subnet_exists(netuid))


async def existing_example(netuid: int) -> None:
    sub = bt.AsyncSubtensor("finney")
    async with sub:
        print(await sub.subnet_exists(netuid))


if __name__ == "__main__":
    close_example(1)
    with_example(1)
    asyncio.run(async_close_example(1))
    asyncio.run(async_with_example(1))
    asyncio.run(existing_example(1))
