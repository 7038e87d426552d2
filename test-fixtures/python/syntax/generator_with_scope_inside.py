# mode: strict
import bittensor as bt


def heights(count):
    with bt.Subtensor("finney") as sub:
        for _ in range(count):
            yield sub.get_current_block()


def delegated():
    with bt.Subtensor("finney") as sub:
        yield from sub.get_all_subnets_netuid()
