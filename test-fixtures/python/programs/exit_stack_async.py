import asyncio
import contextlib
import logging

import bittensor as bt

log = logging.getLogger("stackful")


class Bridge:
    def __init__(self, networks):
        self.networks = networks
        self.subs = {}
        self._stack = None

    async def open(self):
        async with contextlib.AsyncExitStack() as stack:
            for network in self.networks:
                sub = bt.AsyncSubtensor(network=network)
                self.subs[network] = await stack.enter_async_context(sub)
            self._stack = stack.pop_all()

    async def aclose(self):
        if self._stack is not None:
            await self._stack.aclose()

    async def heads(self):
        names = list(self.subs)
        blocks = await asyncio.gather(*(self.subs[n].get_current_block() for n in names))
        return dict(zip(names, blocks))


async def main():
    bridge = Bridge(["finney", "test"])
    await bridge.open()
    try:
        for _ in range(10):
            log.info("%s", await bridge.heads())
            await asyncio.sleep(12)
    finally:
        await bridge.aclose()


if __name__ == "__main__":
    asyncio.run(main())
