# mode: strict
import bittensor as bt


def search(networks, netuid):
    for network in networks:
        with bt.Subtensor(network) as sub:
            if network == "local":
                continue
            if sub.subnet_exists(netuid):
                return network
            if sub.get_current_block() < 10:
                break
            raise LookupError(network)
    return None
