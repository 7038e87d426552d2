class Subtensor:
    def __init__(self, network):
        self.network = network

    def get_current_block(self):
        return 0


def run():
    sub = Subtensor("finney")
    return sub.get_current_block()
