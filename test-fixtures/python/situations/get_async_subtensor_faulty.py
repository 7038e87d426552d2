import asyncio
import logging

import bittensor as bt
from bittensor.core.async_subtensor import get_async_subtensor

log = logging.getLogger("vtrust")


async def vtrust(netuid: int, hotkey: str) -> float:
    sub = await get_async_subtensor("finney")
    # line SUB002
    mg = await sub.metagraph(netuid)
    if hotkey not in mg.hotkeys:
        log.warning("%s is not on %d", hotkey, netuid)
        return 0.0
    value = float(mg.validator_trust[mg.hotkeys.index(hotkey)])
    await sub.close()
    return value


async def head() -> int:
    async with await bt.get_async_subtensor("finney") as sub:
        return await sub.get_current_block()


if __name__ == "__main__":
    print(asyncio.run(vtrust(1, "5F...")), asyncio.run(head()))
