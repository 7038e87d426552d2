import bittensor as bt


def close_all(subs):
    for sub in subs:
        sub.close()


def run(networks):
    subs = [bt.Subtensor(network) for network in networks]
    print([sub.get_current_block() for sub in subs])
    close_all(subs)
