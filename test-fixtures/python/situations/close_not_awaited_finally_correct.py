import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("async-miner")


async def wait_for_registration(netuid: int, hotkey: str, timeout: float) -> bool:
    sub = bt.AsyncSubtensor(network="finney")
    await sub.initialize()
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    try:
        while loop.time() < deadline:
            if await sub.is_hotkey_registered(netuid=netuid, hotkey_ss58=hotkey):
                return True
            logger.info("not registered yet")
            await asyncio.sleep(12)
        return False
    finally:
        await sub.close()


if __name__ == "__main__":
    print(asyncio.run(wait_for_registration(1, "5F...", 600)))
