import bittensor as bt


class OfflineSubtensor(bt.Subtensor):
    def __init__(self, blocks):
        self.blocks = blocks

    def get_current_block(self):
        return self.blocks[-1]


def run():
    sub = OfflineSubtensor([1, 2, 3])
    return sub.get_current_block()
