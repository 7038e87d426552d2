import bittensor as bt

from weights.setter import WeightSetter


def run(netuid: int) -> bool:
    setter = WeightSetter(bt.Wallet(), netuid)
    # line SUB007
    ok = setter.set([0], [1.0])
    return ok
