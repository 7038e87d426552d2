import bittensor as bt


def owners(netuid):
    sub = None
    try:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
        return sub.subnet(netuid)
    finally:
        if sub is None:
            sub.close()


def owners_falsy(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    info = sub.subnet(netuid)
    if not sub:
        sub.close()
    return info
