import bittensor as bt


def open_chain(network):
    return bt.Subtensor(network)


def open_default():
    return open_chain("finney")


def leak():
    sub = open_default()
    #     ^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = open_default()
    try:
        print(sub.get_current_block())
    finally:
        sub.close()
