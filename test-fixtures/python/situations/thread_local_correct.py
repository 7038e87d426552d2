import logging
import threading

import bittensor as bt

logger = logging.getLogger("pool")
local = threading.local()


def worker(netuids: list[int], results: dict[int, int]) -> None:
    local.sub = bt.Subtensor(network="finney")
    try:
        for netuid in netuids:
            results[netuid] = int(local.sub.metagraph(netuid).n)
    finally:
        local.sub.close()
        logger.info("worker done: %d", len(results))


def run(netuids: list[int]) -> dict[int, int]:
    results: dict[int, int] = {}
    threads = [
        threading.Thread(target=worker, args=(netuids[i::4], results), daemon=True)
        for i in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
