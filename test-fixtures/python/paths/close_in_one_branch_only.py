import bittensor as bt


def report(netuid, verbose):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
    info = sub.subnet(netuid)
    if verbose:
        print(info)
        sub.close()
    else:
        print(info.netuid)


def report_both(netuid, verbose):
    sub = bt.Subtensor("finney")
    info = sub.subnet(netuid)
    if verbose:
        print(info)
        sub.close()
    else:
        print(info.netuid)
        sub.close()
