import bittensor as bt


def compare(networks):
    subs = {network: bt.Subtensor(network) for network in networks}
    print({name: sub.get_current_block() for name, sub in subs.items()})
    for sub in subs.values():
        sub.close()


def compare_by_items(networks):
    subs = {network: bt.Subtensor(network) for network in networks}
    for name, sub in subs.items():
        print(name, sub.get_current_block())
        sub.close()


def compare_leak(networks):
    subs = {network: bt.Subtensor(network) for network in networks}
    #                ^^^^^^^^^^^^^^^^^^^^^ SUB001
    print({name: sub.get_current_block() for name, sub in subs.items()})
