import bittensor as bt


def heights(networks):
    subs = []
    for network in networks:
        subs.append(bt.Subtensor(network))
    result = [sub.get_current_block() for sub in subs]
    for sub in subs:
        sub.close()
    return result


def heights_leak(networks):
    subs = []
    for network in networks:
        subs.append(bt.Subtensor(network))
        #           ^^^^^^^^^^^^^^^^^^^^^ SUB001
    return [sub.get_current_block() for sub in subs]
