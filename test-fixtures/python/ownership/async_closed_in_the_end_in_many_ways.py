import asyncio
import signal
from contextlib import AsyncExitStack, asynccontextmanager
import bittensor as bt
from fastapi import Depends, FastAPI


@asynccontextmanager
async def lifespan(app):
    app.state.sub = bt.AsyncSubtensor("finney")
    await app.state.sub.initialize()
    try:
        yield
    finally:
        await app.state.sub.close()

app = FastAPI(lifespan=lifespan)


async def get_sub():
    async with bt.AsyncSubtensor("finney") as sub:
        yield sub


@app.get("/x")
async def x(sub=Depends(get_sub)):
    return await sub.get_current_block()


@asynccontextmanager
async def chain(network):
    sub = bt.AsyncSubtensor(network)
    await sub.initialize()
    try:
        yield sub
    finally:
        await sub.close()


async def use():
    async with chain("finney") as sub:
        print(await sub.get_current_block())


class Pool:
    def __init__(self, n):
        self.n = n
        self.subs = []
        self._lock = asyncio.Lock()

    async def __aenter__(self):
        for _ in range(self.n):
            sub = bt.AsyncSubtensor("finney")
            await sub.initialize()
            self.subs.append(sub)
        return self

    async def __aexit__(self, *exc):
        await asyncio.gather(*(s.close() for s in self.subs), return_exceptions=True)
        self.subs.clear()


async def pooled():
    async with Pool(3) as pool:
        print(len(pool.subs))


class Client:
    def __init__(self, network, subtensor=None):
        self._owns = subtensor is None
        self.subtensor = subtensor or bt.AsyncSubtensor(network)

    async def close(self):
        if self._owns and self.subtensor is not None:
            await self.subtensor.close()
            self.subtensor = None

    async def __aenter__(self):
        await self.subtensor.initialize()
        return self

    async def __aexit__(self, *exc):
        await self.close()


async def clients():
    async with Client("finney") as c:
        print(c)
    async with bt.AsyncSubtensor("x") as sub:
        c = Client("finney", sub)
        print(await c.subtensor.get_current_block())


async def stacked(networks):
    async with AsyncExitStack() as stack:
        subs = [await stack.enter_async_context(bt.AsyncSubtensor(n)) for n in networks]
        return await asyncio.gather(*(s.get_current_block() for s in subs))


class Service:
    def __init__(self):
        self.sub = None
        self.stop = asyncio.Event()

    async def ensure(self):
        if self.sub is None:
            self.sub = bt.AsyncSubtensor("finney")
            await self.sub.initialize()
        return self.sub

    async def reset(self):
        if self.sub:
            try:
                await self.sub.close()
            except Exception:
                pass
            self.sub = None

    async def run(self):
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.stop.set)
        try:
            while not self.stop.is_set():
                try:
                    sub = await self.ensure()
                    print(await sub.get_current_block())
                except Exception:
                    await self.reset()
                await asyncio.sleep(12)
        finally:
            await self.reset()


async def main():
    service = Service()
    await service.run()


async def timeouts():
    sub = bt.AsyncSubtensor("finney")
    try:
        async with asyncio.timeout(10):
            await sub.initialize()
        return await asyncio.wait_for(sub.get_current_block(), 5)
    except (asyncio.TimeoutError, OSError):
        return None
    finally:
        await asyncio.shield(sub.close())


def sync_entry():
    async def inner():
        async with bt.AsyncSubtensor("finney") as sub:
            return await sub.get_current_block()

    return asyncio.run(inner())


_shared = None


async def shared():
    global _shared
    if _shared is None:
        _shared = bt.AsyncSubtensor("finney")
        await _shared.initialize()
    return _shared


async def close_shared():
    global _shared
    if _shared is not None:
        await _shared.close()
        _shared = None


async def main2():
    try:
        sub = await shared()
        print(await sub.get_current_block())
    finally:
        await close_shared()


if __name__ == "__main__":
    asyncio.run(main())
    asyncio.run(main2())
