# sdk: 11.3.0
import asyncio
import logging

import turbobt

logger = logging.getLogger("turbo")


async def neurons(netuid: int) -> dict[int, str]:
    client = turbobt.Bittensor("finney")
    # line SUB001
    subnet = client.subnet(netuid)
    found = await subnet.list_neurons()
    head = await client.head.get()
    logger.info("%d neurons at %s", len(found), head)
    return {n.uid: n.hotkey for n in found}


async def scoped(netuid: int) -> int:
    async with turbobt.Bittensor("test") as client:
        return len(await client.subnet(netuid).list_neurons())


if __name__ == "__main__":
    print(asyncio.run(neurons(1)), asyncio.run(scoped(1)))
