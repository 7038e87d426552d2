import bittensor as bt


def find(netuids):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    for netuid in netuids:
        if sub.subnet_exists(netuid):
            break
    else:
        sub.close()
        netuid = None
    return netuid


def find_closed(netuids):
    sub = bt.Subtensor("finney")
    for netuid in netuids:
        if sub.subnet_exists(netuid):
            break
    else:
        netuid = None
    sub.close()
    return netuid
