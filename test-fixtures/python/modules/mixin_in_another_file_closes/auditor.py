import bittensor as bt

from mixins import Closing


class Auditor(Closing):
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")


def closed():
    auditor = Auditor()
    print(auditor.subtensor.get_current_block())
    auditor.close()


def forgotten():
    auditor = Auditor()
    #         ^^^^^^^^^ SUB007
    print(auditor.subtensor.get_current_block())
