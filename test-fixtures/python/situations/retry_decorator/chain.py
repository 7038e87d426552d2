import bittensor as bt

from retry import retry


@retry(attempts=5, errors=(ConnectionError, TimeoutError))
def connect(network="finney"):
    return bt.Subtensor(network)


@retry(attempts=2)
def read_block(network="finney"):
    with bt.Subtensor(network) as sub:
        return sub.get_current_block()
