import asyncio
import time

import bittensor as bt


class Timer:
    def __enter__(self):
        self.start = time.monotonic()
        return self

    def __exit__(self, *exc):
        print(f"{time.monotonic() - self.start:.2f}s")

    async def __aenter__(self):
        return self.__enter__()

    async def __aexit__(self, *exc):
        self.__exit__(*exc)


async def wrong():
    with bt.AsyncSubtensor("finney") as sub:
        # line SUB011
        return await sub.get_current_block()


async def wrong_the_other_way():
    async with bt.Subtensor("finney") as sub:
        # line SUB011
        return sub.get_current_block()


async def right():
    async with Timer(), bt.AsyncSubtensor("finney") as sub:
        return await sub.get_current_block()


async def separate():
    sub = bt.AsyncSubtensor("finney")
    with Timer():
        async with sub:
            return await sub.get_current_block()


def blocking():
    with Timer(), bt.Subtensor("finney") as sub:
        return sub.get_current_block()


async def main():
    print(await right())
    print(await separate())
    print(await asyncio.to_thread(blocking))
    for broken in (wrong, wrong_the_other_way):
        try:
            print(await broken())
        except (TypeError, AttributeError) as err:
            print(broken.__name__, err)


if __name__ == "__main__":
    asyncio.run(main())
