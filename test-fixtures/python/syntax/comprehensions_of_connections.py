import bittensor as bt


def dict_form(networks):
    subs = {n: bt.Subtensor(n) for n in networks}
    #          ^^^^^^^^^^^^^^^ SUB001
    return {n: s.get_current_block() for n, s in subs.items()}


def set_form(networks):
    subs = {bt.Subtensor(n) for n in networks}
    print(max(s.get_current_block() for s in subs))
    for s in subs:
        s.close()


def temporary_in_each_element(networks):
    return [bt.Subtensor(n).get_current_block() for n in networks]
    #       ^^^^^^^^^^^^^^^ SUB004
