import bittensor as bt


class Reader:
    def __init__(self, subtensor):
        self.subtensor = subtensor

    def height(self):
        return self.subtensor.get_current_block()


def leak():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return Reader(sub).height()


def closed():
    sub = bt.Subtensor("finney")
    height = Reader(sub).height()
    sub.close()
    return height
