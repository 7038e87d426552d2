import logging

import bittensor as bt

logger = logging.getLogger("scoper")


def stakes(connection, hotkeys: list[str]) -> dict[str, float]:
    result = {}
    for hotkey in hotkeys:
        result[hotkey] = float(connection.get_hotkey_stake(hotkey) or 0)
    return result


def run(hotkeys: list[str]) -> None:
    sub = bt.Subtensor(network="finney")
    # line SUB001
    logger.info("reading %d hotkeys", len(hotkeys))
    table = stakes(sub, hotkeys)
    for hotkey, stake in table.items():
        print(hotkey, stake)
