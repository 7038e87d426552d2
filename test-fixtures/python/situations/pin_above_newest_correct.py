# sdk: 12.4.0
import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("future")


def blocking_head() -> int:
    sub = bt.Subtensor("finney")
    return sub.block


async def balances(addresses: list[str]) -> dict[str, float]:
    client = await bt.Subtensor("finney")
    result = {}
    for address in addresses:
        result[address] = float(await client.balances.get(address))
    logger.info("%d balances", len(result))
    await client.close()
    return result


if __name__ == "__main__":
    print(blocking_head(), asyncio.run(balances(["5C..."])))
