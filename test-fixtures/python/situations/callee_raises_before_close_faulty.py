import json
import logging

import bittensor as bt

log = logging.getLogger("report")


def finish(sub: "bt.Subtensor", path: str, rows: list) -> None:
    with open(path, "w") as out:
        json.dump({"block": sub.get_current_block(), "rows": rows}, out)
    sub.close()


def report(path: str, rows: list) -> None:
    sub = bt.Subtensor(network="finney")
    # line SUB003 strict
    finish(sub, path, rows)
    log.info("%d rows in %s", len(rows), path)
