import bittensor as bt


class Session:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)
        #          ^^^^^^^^^^^^^^^^^^^^^ SUB006

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        print("left")


def scoped():
    with Session("finney") as session:
        print(session.sub.get_current_block())
