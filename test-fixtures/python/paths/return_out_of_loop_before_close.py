import bittensor as bt

NETWORKS = ["finney", "archive", "test"]


def first_with_subnet(netuid):
    for network in NETWORKS:
        sub = bt.Subtensor(network)
        #     ^^^^^^^^^^^^^^^^^^^^^ SUB002
        if sub.subnet_exists(netuid):
            return network
        sub.close()
    return None


def first_with_subnet_closed(netuid):
    for network in NETWORKS:
        sub = bt.Subtensor(network)
        found = sub.subnet_exists(netuid)
        sub.close()
        if found:
            return network
    return None
