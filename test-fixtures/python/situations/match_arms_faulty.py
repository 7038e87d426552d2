import logging

import bittensor as bt

log = logging.getLogger("match")


def explore(kind: str, target: str) -> str:
    match kind:
        case "archive":
            sub = bt.Subtensor(network="archive")
        case "local":
            sub = bt.Subtensor(network="ws://127.0.0.1:9944")
            # line SUB002
            if target == "head":
                return str(sub.get_current_block())
        case _:
            sub = bt.Subtensor(network="finney")
    text = str(sub.get_balance(target))
    log.info("%s: %s", kind, text)
    sub.close()
    return text
