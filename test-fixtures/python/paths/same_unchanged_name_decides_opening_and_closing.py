import bittensor as bt


def snapshot(netuid, online):
    if online:
        sub = bt.Subtensor("finney")
        print(sub.subnet(netuid))
    print("done")
    if online:
        sub.close()


def snapshot_other_name(netuid, online, verbose):
    if online:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
        print(sub.subnet(netuid))
        if verbose:
            sub.close()


def snapshot_name_changed(netuid, online, refresh):
    sub = None
    if online:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB002
        print(sub.subnet(netuid))
    online = refresh()
    if online:
        sub.close()
