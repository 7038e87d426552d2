import asyncio

import bittensor as bt

from worker.blocking import fetch_hotkeys


async def hotkeys(netuids: list[int]) -> dict[int, list[str]]:
    loop = asyncio.get_running_loop()
    first = await loop.run_in_executor(None, fetch_hotkeys, "finney", netuids[0])
    result = {netuids[0]: first}
    for netuid in netuids[1:]:
        result[netuid] = await asyncio.to_thread(fetch_hotkeys, "finney", netuid)
    return result


async def price(netuid: int) -> float:
    sub = bt.Subtensor(network="finney")
    try:
        value = sub.get_subnet_price(netuid=netuid)
        await asyncio.sleep(0)
    finally:
        await asyncio.to_thread(sub.close)
    return float(value)
