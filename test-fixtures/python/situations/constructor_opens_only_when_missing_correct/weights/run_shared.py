import bittensor as bt

from weights.setter import WeightSetter


def run(netuid: int) -> bool:
    wallet = bt.Wallet()
    with bt.Subtensor(network="finney") as sub:
        setter = WeightSetter(wallet, netuid, subtensor=sub)
        return setter.set([0], [1.0])
