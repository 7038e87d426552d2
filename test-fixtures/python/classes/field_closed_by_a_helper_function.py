import bittensor as bt


def quietly(sub):
    try:
        sub.close()
    except Exception as err:
        print(err)


class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def stop(self):
        quietly(self.sub)


def run():
    chain = Chain()
    chain.stop()


def forgotten():
    chain = Chain()
    #       ^^^^^^^ SUB007
    print(chain.sub.get_current_block())
