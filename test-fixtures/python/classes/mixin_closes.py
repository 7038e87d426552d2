import bittensor as bt


class ClosingMixin:
    def close(self):
        self.subtensor.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class Auditor(ClosingMixin):
    def __init__(self, network):
        self.subtensor = bt.Subtensor(network)


def scoped():
    with Auditor("finney") as auditor:
        print(auditor.subtensor.get_current_block())


def forgotten():
    auditor = Auditor("finney")
    #         ^^^^^^^^^^^^^^^^^ SUB007
    print(auditor.subtensor.get_current_block())
