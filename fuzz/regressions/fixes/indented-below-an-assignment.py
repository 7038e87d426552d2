import bittensor as bt
class Chain:
    def __init__(self):
        self.sub = bt.Subtensor("finney")
    def close(self):
        sub, self.sub = self.sub, None
            sub.close()
def run():
    chain = Chain()
    print(chain.sub.get_current_block())
    chain.close()
