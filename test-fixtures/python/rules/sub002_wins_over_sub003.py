import bittensor as bt


def run(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    if sub.subnet_exists(netuid):
        print(sub.subnet(netuid))
        sub.close()


def run_strict_only(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    if sub.subnet_exists(netuid):
        print(netuid)
    sub.close()
