import bittensor as bt


class Session:
    def __init__(self, network):
        self.network = network
        self.sub = None

    def __enter__(self):
        self.sub = bt.Subtensor(self.network)
        return self

    def __exit__(self, *exc):
        self.sub.close()


def scoped():
    with Session("finney") as session:
        print(session.sub.get_current_block())


def never_entered():
    session = Session("finney")
    print(session.network)
