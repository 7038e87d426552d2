import bittensor as bt


def registration_cost(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    try:
        cost = sub.recycle(netuid)
    except ValueError:
        return 0
    sub.close()
    return cost


def registration_cost_closed(netuid):
    sub = bt.Subtensor("finney")
    try:
        cost = sub.recycle(netuid)
    except ValueError:
        sub.close()
        return 0
    sub.close()
    return cost
