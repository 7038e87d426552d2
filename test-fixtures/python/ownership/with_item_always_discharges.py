# mode: strict
import bittensor as bt


def run(netuid):
    with bt.Subtensor("finney") as sub:
        if not sub.subnet_exists(netuid):
            raise LookupError(netuid)
        return sub.subnet(netuid)
