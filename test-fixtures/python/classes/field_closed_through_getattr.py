import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def stop(self):
        for name in ("sub",):
            print("closing", name)
        close = getattr(self.sub, "close", None)
        if callable(close):
            close()


def run():
    chain = Chain()
    print(chain.sub.get_current_block())
    chain.stop()


def forgotten():
    chain = Chain()
    #       ^^^^^^^ SUB007
    print(chain.sub.get_current_block())
