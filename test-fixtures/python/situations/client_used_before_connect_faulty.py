# sdk: 11.3.0
import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("transfer-watch")


async def watch(address: str) -> float:
    client = bt.Client("finney")
    try:
        balance = await client.balances.get(address)
        # line SUB012
        logger.info("%s has %s", address, balance)
        return float(balance)
    finally:
        await client.close()


if __name__ == "__main__":
    print(asyncio.run(watch("5G...")))
