import logging
import sys

log = logging.getLogger("optional")

try:
    import bittensor as chain_sdk
except ImportError:
    chain_sdk = None


def block_or_none(network: str):
    if chain_sdk is None:
        log.warning("bittensor is not installed")
        return None
    with chain_sdk.Subtensor(network=network) as sub:
        return sub.get_current_block()


if __name__ == "__main__":
    print(block_or_none(sys.argv[1] if len(sys.argv) > 1 else "finney"))
