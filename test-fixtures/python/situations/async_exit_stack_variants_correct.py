import asyncio
import contextlib
import logging

import bittensor as bt

logger = logging.getLogger("session")


class Session:
    """Two connections, opened together, closed together."""

    def __init__(self) -> None:
        self._stack = contextlib.AsyncExitStack()
        self.live = None
        self.archive = None

    async def start(self) -> "Session":
        async with contextlib.AsyncExitStack() as stack:
            self.live = await stack.enter_async_context(bt.AsyncSubtensor(network="finney"))
            self.archive = bt.AsyncSubtensor(network="archive")
            await self.archive.initialize()
            stack.push_async_callback(self.archive.close)
            self._stack = stack.pop_all()
        return self

    async def stop(self) -> None:
        logger.info("stopping")
        await self._stack.aclose()


async def main() -> None:
    session = Session()
    await session.start()
    try:
        print(await session.live.get_current_block(), await session.archive.get_current_block())
    finally:
        await session.stop()


if __name__ == "__main__":
    asyncio.run(main())
