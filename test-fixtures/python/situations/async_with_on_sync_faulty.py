import asyncio
import logging

import bittensor as bt

log = logging.getLogger("axon-info")


async def axon_of(netuid: int, uid: int) -> str:
    async with bt.Subtensor(network="finney") as sub:
        # line SUB011
        mg = sub.metagraph(netuid)
        axon = mg.axons[uid]
        log.info("uid %d serves at %s", uid, axon.ip_str())
        await asyncio.sleep(0)
        return axon.ip_str()


if __name__ == "__main__":
    print(asyncio.run(axon_of(1, 0)))
