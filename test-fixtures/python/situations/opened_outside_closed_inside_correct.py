import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("outside")


async def main(sub: "bt.AsyncSubtensor", coldkeys: list[str]) -> None:
    try:
        await sub.initialize()
        for coldkey in coldkeys:
            print(coldkey, await sub.get_balance(coldkey))
    finally:
        logger.info("leaving")
        await sub.close()


def run(coldkeys: list[str]) -> None:
    sub = bt.AsyncSubtensor(network="finney")
    asyncio.run(main(sub, coldkeys))
    logger.info("done")


if __name__ == "__main__":
    run(["5C...", "5D..."])
