import bittensor as bt


def connect(network, attempts):
    try:
        return bt.Subtensor(network)
    except Exception:
        if attempts == 0:
            raise
        return connect(network, attempts - 1)


def leak():
    sub = connect("finney", 3)
    #     ^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = connect("finney", 3)
    print(sub.get_current_block())
    sub.close()
