import bittensor as bt


def probe(networks):
    height = 0
    for network in networks:
        sub = bt.Subtensor(network)
        #     ^^^^^^^^^^^^^^^^^^^^^ SUB002
        height = sub.get_current_block()
        if height > 1_000_000:
            break
        sub.close()
    return height


def probe_closed(networks):
    height = 0
    sub = None
    for network in networks:
        sub = bt.Subtensor(network)
        height = sub.get_current_block()
        if height > 1_000_000:
            break
        sub.close()
        sub = None
    if sub is not None:
        sub.close()
    return height
