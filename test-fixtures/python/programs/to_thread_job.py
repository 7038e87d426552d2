import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import bittensor as bt

log = logging.getLogger("job")
executor = ThreadPoolExecutor(max_workers=2)


def fetch_axons(netuid: int) -> dict[str, str]:
    subtensor = bt.Subtensor(network="finney")
    # line SUB002
    mg = subtensor.metagraph(netuid)
    if int(mg.n) == 0:
        return {}
    axons = {a.hotkey: f"{a.ip}:{a.port}" for a in mg.axons if a.is_serving}
    subtensor.close()
    return axons


async def refresh(netuid: int, every: float, out: dict) -> None:
    loop = asyncio.get_running_loop()
    while True:
        out[netuid] = await loop.run_in_executor(executor, fetch_axons, netuid)
        log.info("netuid %d: %d axons", netuid, len(out[netuid]))
        await asyncio.sleep(every)


async def main() -> None:
    table: dict[int, dict[str, str]] = {}
    tasks = [asyncio.create_task(refresh(n, 300, table)) for n in (1, 2, 27)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        executor.shutdown(wait=False)


if __name__ == "__main__":
    asyncio.run(main())
