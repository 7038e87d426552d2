import bittensor as bt

from weights.setter import WeightSetter


def run(netuid: int) -> bool:
    setter = WeightSetter(bt.Wallet(), netuid)
    ok = setter.set([0], [1.0])
    setter.close()
    return ok
