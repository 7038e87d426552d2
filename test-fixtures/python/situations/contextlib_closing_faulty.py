import asyncio
import contextlib
import logging

import bittensor as bt

logger = logging.getLogger("child-keys")


async def children(hotkey: str, netuid: int) -> list:
    with contextlib.closing(bt.AsyncSubtensor(network="finney")) as sub:
        # line SUB010
        await sub.initialize()
        ok, found, message = await sub.get_children(hotkey, netuid)
        if not ok:
            logger.error(message)
            return []
        return list(found)


def current_block(network: str) -> int:
    with contextlib.closing(bt.Subtensor(network=network)) as sub:
        return sub.get_current_block()


async def main() -> None:
    print(await children("5F...", 3))


if __name__ == "__main__":
    print(current_block("test"))
    asyncio.run(main())
