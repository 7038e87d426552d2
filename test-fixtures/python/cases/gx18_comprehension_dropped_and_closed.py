import bittensor as bt


def dropped(networks):
    subs = [bt.Subtensor(n) for n in networks]
    #       ^^^^^^^^^^^^^^^ SUB001
    print(len(subs))


def closed(networks):
    subs = [bt.Subtensor(n) for n in networks]
    print(len(subs))
    for sub in subs:
        sub.close()
