import asyncio
import logging
import signal

import bittensor as bt

log = logging.getLogger(__name__)
NETUIDS = (1, 8, 19)


async def watch(sub, netuid, stop: asyncio.Event):
    while not stop.is_set():
        try:
            metagraph = await sub.metagraph(netuid)
            log.info("netuid %s has %s neurons", netuid, metagraph.n)
        except asyncio.TimeoutError:
            log.warning("timeout for %s", netuid)
            continue
        try:
            await asyncio.wait_for(stop.wait(), 60)
        except asyncio.TimeoutError:
            pass


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sig in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sig, stop.set)

    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    try:
        async with asyncio.TaskGroup() as group:
            for netuid in NETUIDS:
                group.create_task(watch(sub, netuid, stop))
    except* ConnectionError as group_error:
        for err in group_error.exceptions:
            log.error("connection: %s", err)
    finally:
        await asyncio.shield(sub.close())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
