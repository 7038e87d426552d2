import logging
import time

import bittensor as bt

log = logging.getLogger("emission-watcher")


def emission_of(netuid: int, hotkey: str, network: str = "finney") -> float:
    sub = None
    try:
        sub = bt.Subtensor(network=network)
        # line SUB001|SUB002
        mg = sub.metagraph(netuid=netuid)
        uid = mg.hotkeys.index(hotkey)
        return float(mg.emission[uid])
    except ValueError:
        log.warning("%s is not on subnet %d", hotkey, netuid)
        return 0.0
    finally:
        if sub is None:
            sub.close()


def watch(netuid: int, hotkeys: list[str], rounds: int) -> None:
    for _ in range(rounds):
        for hotkey in hotkeys:
            log.info("%s: %f", hotkey[:8], emission_of(netuid, hotkey))
        time.sleep(72 * 12)
