import asyncio
import functools
import signal

import bittensor as bt


class Service:
    def __init__(self, netuid: int):
        self.netuid = netuid
        self.subtensor = bt.AsyncSubtensor("finney")
        self._tasks = set()
        self._done = asyncio.Event()

    def _spawn(self, coroutine):
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def heartbeat(self):
        while not self._done.is_set():
            block = await self.subtensor.get_current_block()
            bt.logging.info(f"block {block}")
            await asyncio.sleep(12)

    async def weights(self):
        while not self._done.is_set():
            await self.subtensor.metagraph(self.netuid)
            await asyncio.sleep(60)

    async def shutdown(self, sig=None):
        if sig is not None:
            bt.logging.info(f"got {sig.name}")
        self._done.set()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.subtensor.close()

    async def serve(self):
        await self.subtensor.initialize()
        loop = asyncio.get_running_loop()
        self._spawn(self.heartbeat())
        self._spawn(self.weights())
        try:
            await self._done.wait()
        finally:
            loop.call_soon(functools.partial(print, "bye"))
            await self.shutdown()


async def main():
    service = Service(netuid=14)
    await service.serve()


if __name__ == "__main__":
    asyncio.run(main())
