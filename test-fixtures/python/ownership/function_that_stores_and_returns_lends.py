import bittensor as bt


class Node:
    def __init__(self):
        self.sub = None

    def get_subtensor(self):
        if self.sub is None:
            self.sub = bt.Subtensor("finney")
        return self.sub

    def stop(self):
        if self.sub is not None:
            self.sub.close()


def height(node: Node):
    sub = node.get_subtensor()
    return sub.get_current_block()
