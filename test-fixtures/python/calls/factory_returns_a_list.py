import bittensor as bt


def connect_all(networks):
    subs = []
    for network in networks:
        subs.append(bt.Subtensor(network))
    return subs


def leak():
    subs = connect_all(["finney", "test"])
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print([sub.get_current_block() for sub in subs])


def closed():
    subs = connect_all(["finney", "test"])
    print([sub.get_current_block() for sub in subs])
    for sub in subs:
        sub.close()
