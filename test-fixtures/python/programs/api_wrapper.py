import datetime
import logging

import bittensor as bt
from bittensor.extras import SubtensorApi

logger = logging.getLogger("ops")


def since(block_now, block_then):
    return datetime.timedelta(seconds=12 * (block_now - block_then))


def delegate_report(hotkeys):
    with SubtensorApi(network="finney") as api:
        for hotkey in hotkeys:
            take = api.delegates.get_delegate_take(hotkey)
            logger.info("%s %.3f", hotkey, take)


def last_updates(netuid):
    api = bt.SubtensorApi(network="finney")
    # line SUB001
    head = api.chain.get_current_block()
    mg = api.metagraphs.metagraph(netuid)
    ages = {}
    for uid in range(int(mg.n)):
        ages[uid] = since(head, int(mg.last_update[uid]))
    return ages


def stale(netuid, limit=datetime.timedelta(hours=2)):
    return [uid for uid, age in last_updates(netuid).items() if age > limit]


if __name__ == "__main__":
    delegate_report(["5F", "5G"])
    print(stale(8))
