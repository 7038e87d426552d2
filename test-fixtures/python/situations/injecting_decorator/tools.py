import asyncio

from inject import with_subtensor


@with_subtensor()
def tempo(sub, netuid):
    return sub.tempo(netuid)


@with_subtensor("archive")
async def block_hash(sub, number):
    return await sub.get_block_hash(number)


@with_subtensor("test")
def subnets(sub):
    for netuid in range(sub.get_total_subnets()):
        if not sub.subnet_exists(netuid):
            return netuid
    return None


def main():
    print(tempo(1), subnets())
    print(asyncio.run(block_hash(100)))


if __name__ == "__main__":
    main()
