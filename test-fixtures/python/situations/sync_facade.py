"""A blocking face for the asynchronous class."""
import asyncio
import sys

import bittensor as bt


class Facade:
    def __init__(self, network="finney"):
        self._loop = asyncio.new_event_loop()
        self._sub = bt.AsyncSubtensor(network)
        self._run(self._sub.initialize())

    def _run(self, coroutine):
        return self._loop.run_until_complete(coroutine)

    def block(self):
        return self._run(self._sub.get_current_block())

    def close(self):
        try:
            self._loop.run_until_complete(self._sub.close())
        finally:
            self._loop.close()


def once(network):
    loop = asyncio.new_event_loop()
    sub = bt.AsyncSubtensor(network)
    try:
        loop.run_until_complete(sub.initialize())
        return loop.run_until_complete(sub.get_current_block())
    finally:
        loop.run_until_complete(sub.close())
        loop.close()


async def tasks(network):
    sub = bt.AsyncSubtensor(network)
    await sub.initialize()
    try:
        return await sub.get_current_block()
    finally:
        closing = asyncio.create_task(sub.close())
        await asyncio.wait({closing}, timeout=3)


def main():
    facade = Facade()
    try:
        print(facade.block())
    except Exception as err:
        print("failed:", err, file=sys.stderr)
        return 1
    finally:
        facade.close()
    print(once("test"), asyncio.run(tasks("test")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
