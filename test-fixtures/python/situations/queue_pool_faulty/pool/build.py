import queue

import bittensor as bt


def build_pool(size: int, network: str = "finney") -> "queue.Queue":
    pool: queue.Queue = queue.Queue(maxsize=size)
    for _ in range(size):
        sub = bt.Subtensor(network=network)
        pool.put(sub)
    return pool
