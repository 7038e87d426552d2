# mode: strict
import bittensor as bt


async def search(networks, netuid):
    for network in networks:
        async with bt.AsyncSubtensor(network) as sub:
            if network == "local":
                continue
            if await sub.subnet_exists(netuid):
                return network
            if await sub.get_current_block() < 10:
                break
            raise LookupError(network)
    return None
