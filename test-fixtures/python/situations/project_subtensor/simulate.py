import asyncio

from fakechain import AsyncSubtensor, Subtensor, connect

CHAIN = Subtensor(seed=42)


def blocks(count):
    sub = connect()
    return [sub.get_current_block() for _ in range(count)]


async def hashes(count):
    sub = AsyncSubtensor()
    return [await sub.get_block_hash(n) for n in range(count)]


def score(netuid):
    return sum(CHAIN.metagraph(netuid))


def main():
    print(blocks(3), score(4))
    print(asyncio.run(hashes(2)))


if __name__ == "__main__":
    main()
