import logging

import bittensor as bt

log = logging.getLogger("match")


def explore(kind: str, target: str) -> str:
    match kind:
        case "archive":
            sub = bt.Subtensor(network="archive")
        case "local":
            sub = bt.Subtensor(network="ws://127.0.0.1:9944")
            if target == "head":
                head = str(sub.get_current_block())
                sub.close()
                return head
        case _:
            sub = bt.Subtensor(network="finney")
    text = str(sub.get_balance(target))
    log.info("%s: %s", kind, text)
    sub.close()
    return text
