import asyncio
import json
import logging
import pathlib

import bittensor as bt

LOG = logging.getLogger("supply")
OUT = pathlib.Path("supply.json")


async def circulating(interval: float, samples: int) -> list[dict]:
    subtensor = bt.AsyncSubtensor(network="finney")
    # line SUB001
    rows = []
    while len(rows) < samples:
        block = await subtensor.get_current_block()
        subnets = await subtensor.get_total_subnets()
        rows.append({"block": block, "subnets": subnets})
        LOG.info("sample %d", len(rows))
        await asyncio.sleep(interval)
    return rows


def save(rows: list[dict]) -> None:
    OUT.write_text(json.dumps(rows, indent=2))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    save(asyncio.run(circulating(12.0, 100)))
