# sdk: 11.3.0
import bittensor as bt


def generator():
    for block in bt.Subtensor("finney").blocks():
        print(block)


def namespace():
    staking = bt.Subtensor("finney").staking
    return staking.get("5F")


class Watcher:
    def __init__(self):
        self.balances = bt.Subtensor("finney").balances

    def balance(self, address):
        return self.balances.get(address)
