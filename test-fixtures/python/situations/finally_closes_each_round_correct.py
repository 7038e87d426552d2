import asyncio
import logging

import bittensor as bt

log = logging.getLogger("periodic")


async def periodic(netuid: int, stop: asyncio.Event) -> None:
    sub = bt.AsyncSubtensor(network="finney")
    while not stop.is_set():
        try:
            await sub.initialize()
            mg = await sub.metagraph(netuid)
            log.info("%d neurons", int(mg.n))
        except ConnectionError as exc:
            log.warning("round failed: %s", exc)
        finally:
            await sub.close()
        await asyncio.sleep(300)
