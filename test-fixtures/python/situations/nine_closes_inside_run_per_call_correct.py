# sdk: 9.12.2
import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("per-call")


async def _block() -> int:
    async with bt.async_subtensor(network="finney") as sub:
        return await sub.get_current_block()


def block() -> int:
    return asyncio.run(_block())


def main() -> None:
    wallet = bt.wallet(name="validator", hotkey="default")
    for _ in range(3):
        logger.info("%s at %d", wallet.name, block())


if __name__ == "__main__":
    main()
