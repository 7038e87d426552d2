import bittensor as bt

connect = lambda network: bt.Subtensor(network)  # noqa: E731


def leak():
    sub = connect("finney")
    #     ^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = connect("finney")
    print(sub.get_current_block())
    sub.close()
