import bittensor as bt


class Chain:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    def close(self):
        self.sub.close()


def closed():
    chains = [Chain("finney"), Chain("archive")]
    for chain in chains:
        chain.close()


def forgotten():
    chains = [Chain("finney")]
    #         ^^^^^^^^^^^^^^^ SUB007
    print(chains[0].sub.get_current_block())
