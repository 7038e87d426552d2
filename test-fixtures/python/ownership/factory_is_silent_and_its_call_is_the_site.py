import bittensor as bt


def connect(network="finney"):
    sub = bt.Subtensor(network)
    print("connected to", network)
    return sub


def leak():
    sub = connect()
    #     ^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = connect("archive")
    print(sub.get_current_block())
    sub.close()


def scoped():
    with connect("test") as sub:
        print(sub.get_current_block())
