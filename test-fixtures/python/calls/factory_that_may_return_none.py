import bittensor as bt


def connect(network):
    try:
        return bt.Subtensor(network)
    except Exception as err:
        print("cannot connect", err)
        return None


def closed():
    sub = connect("finney")
    if sub is None:
        return
    print(sub.get_current_block())
    sub.close()


def leak():
    sub = connect("finney")
    #     ^^^^^^^^^^^^^^^^^ SUB001
    if sub is None:
        return
    print(sub.get_current_block())
