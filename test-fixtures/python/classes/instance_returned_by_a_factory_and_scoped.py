import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.sub.close()


def chain():
    return Chain()


def scoped():
    with chain() as c:
        print(c.sub.get_current_block())


def forgotten():
    c = chain()
    #   ^^^^^^^ SUB007
    print(c.sub.get_current_block())
