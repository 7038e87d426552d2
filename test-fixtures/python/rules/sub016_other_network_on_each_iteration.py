# mode: pedantic
import bittensor as bt


def heights():
    result = {}
    for network in ("finney", "archive", "test"):
        with bt.Subtensor(network) as sub:
            result[network] = sub.get_current_block()
    return result
