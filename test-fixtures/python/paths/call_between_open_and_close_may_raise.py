import bittensor as bt


def total_issuance():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    value = sub.get_total_subnets()
    sub.close()
    return value


def total_issuance_in_finally():
    sub = bt.Subtensor("finney")
    try:
        return sub.get_total_subnets()
    finally:
        sub.close()
