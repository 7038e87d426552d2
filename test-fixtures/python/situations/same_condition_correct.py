import logging

import bittensor as bt

log = logging.getLogger("leaderboard")


def leaderboard(scores: dict[str, float], with_chain: bool, verbose: bool) -> list[tuple]:
    sub = None
    owners: dict[str, str] = {}
    if with_chain:
        sub = bt.Subtensor(network="finney")
        for hotkey in scores:
            owners[hotkey] = str(sub.get_hotkey_owner(hotkey_ss58=hotkey))
    rows = []
    for hotkey, score in sorted(scores.items(), key=lambda kv: -kv[1]):
        rows.append((hotkey, score, owners.get(hotkey, "-")))
    if with_chain:
        log.info("closing after %d rows", len(rows))
        sub.close()
    return rows
