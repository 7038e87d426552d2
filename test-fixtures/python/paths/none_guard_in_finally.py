import bittensor as bt


def owners(netuid):
    sub = None
    try:
        sub = bt.Subtensor("finney")
        return sub.subnet(netuid)
    finally:
        if sub:
            sub.close()


def owners_not_none(netuid):
    sub = None
    try:
        sub = bt.Subtensor("finney")
        return sub.subnet(netuid)
    finally:
        if not sub is None:
            sub.close()
