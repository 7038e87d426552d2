import bittensor as bt


def outer(netuid):
    def inner():
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
        return sub.subnet(netuid)

    return inner()


def outer_closed(netuid):
    def inner():
        sub = bt.Subtensor("finney")
        try:
            return sub.subnet(netuid)
        finally:
            sub.close()

    return inner()
