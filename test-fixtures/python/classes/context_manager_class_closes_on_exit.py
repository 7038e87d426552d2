import bittensor as bt


class Session:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    def __enter__(self):
        return self.sub

    def __exit__(self, *exc):
        self.sub.close()


def scoped():
    with Session("finney") as sub:
        print(sub.get_current_block())


def forgotten():
    session = Session("finney")
    #         ^^^^^^^^^^^^^^^^^ SUB007
    print(session.sub.get_current_block())
