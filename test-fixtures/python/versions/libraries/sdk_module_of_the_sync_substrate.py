# sdk: 9.12.2
from bittensor.core.subtensor import SubstrateInterface


def leak(url):
    substrate = SubstrateInterface(url)
    #           ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return substrate.get_chain_head()


def closed(url):
    substrate = SubstrateInterface(url)
    substrate.close()
