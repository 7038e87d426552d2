import asyncio
import contextlib
import functools
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import bittensor as bt


def burn_cost(netuid, network="finney"):
    with contextlib.closing(bt.Subtensor(network)) as sub:
        return netuid, float(sub.recycle(netuid))


def emission(netuid, network="finney"):
    sub = bt.Subtensor(network)
    stack = contextlib.ExitStack()
    with stack:
        stack.callback(sub.close)
        metagraph = sub.metagraph(netuid)
        if metagraph.n == 0:
            return netuid, 0.0
        return netuid, float(sum(metagraph.E))


async def in_threads(netuids):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=4) as pool:
        jobs = [loop.run_in_executor(pool, burn_cost, netuid) for netuid in netuids]
        return dict(await asyncio.gather(*jobs))


async def in_processes(netuids):
    loop = asyncio.get_running_loop()
    call = functools.partial(emission, network="archive")
    with ProcessPoolExecutor(max_workers=2) as pool:
        jobs = [loop.run_in_executor(pool, call, netuid) for netuid in netuids]
        done = await asyncio.gather(*jobs, return_exceptions=True)
    return [item for item in done if not isinstance(item, Exception)]


async def in_thread(netuid):
    try:
        return await asyncio.wait_for(asyncio.to_thread(burn_cost, netuid), 30)
    except asyncio.TimeoutError:
        return netuid, None


async def main():
    print(await in_threads([1, 2, 3]))
    print(await in_processes([1, 2, 3]))
    print(await in_thread(4))


if __name__ == "__main__":
    asyncio.run(main())
