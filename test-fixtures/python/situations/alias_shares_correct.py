import logging

import bittensor as bt

log = logging.getLogger("archive-reader")


def historical_stake(hotkey: str, blocks: list[int], archive_only: bool) -> dict[int, float]:
    archive = bt.Subtensor(network="archive")
    live = bt.Subtensor(network="finney")
    current = archive if archive_only else live
    reader = archive
    spare = live
    log.info("reading %d blocks from %s", len(blocks), current.network)
    history = {}
    for block in blocks:
        mg = current.metagraph(1, block=block)
        history[block] = float(mg.stake[mg.hotkeys.index(hotkey)])
    reader.close()
    spare.close()
    return history
