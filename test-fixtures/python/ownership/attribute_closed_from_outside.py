import bittensor as bt


class Context:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)


def main():
    ctx = Context("finney")
    print(ctx.sub.get_current_block())
    ctx.sub.close()
