import asyncio
import logging
import os

import bittensor as bt

logger = logging.getLogger(__name__)
NETUID = int(os.environ.get("NETUID", "8"))


async def stake_report(coldkey: str) -> dict:
    sub = bt.AsyncSubtensor(network="finney")
    await sub.initialize()
    logger.info("connected")
    stakes = await sub.get_stake_info_for_coldkey(coldkey_ss58=coldkey)
    block = await sub.get_current_block()
    rows = {}
    for info in stakes:
        if info.netuid != NETUID:
            continue
        rows[info.hotkey_ss58] = float(info.stake)
    await sub.close()
    logger.info("block %s: %d rows", block, len(rows))
    return rows


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    rows = asyncio.run(stake_report(os.environ["COLDKEY"]))
    for hotkey, stake in sorted(rows.items(), key=lambda kv: -kv[1]):
        print(hotkey, stake)


if __name__ == "__main__":
    main()
