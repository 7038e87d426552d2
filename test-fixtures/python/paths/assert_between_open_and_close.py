import bittensor as bt


def check(netuid):
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    assert netuid > 0
    sub.close()


def check_before_opening(netuid):
    assert netuid > 0
    sub = bt.Subtensor("local")
    sub.close()
