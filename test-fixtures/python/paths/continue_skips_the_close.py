import bittensor as bt


def scan(networks):
    for network in networks:
        sub = bt.Subtensor(network)
        #     ^^^^^^^^^^^^^^^^^^^^^ SUB002|SUB005
        if sub.get_current_block() == 0:
            continue
        print(sub.get_total_subnets())
        sub.close()


def scan_closed(networks):
    for network in networks:
        sub = bt.Subtensor(network)
        if sub.get_current_block() == 0:
            sub.close()
            continue
        print(sub.get_total_subnets())
        sub.close()
