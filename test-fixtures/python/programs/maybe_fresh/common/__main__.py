import sys

import bittensor as bt

from .metrics import top


def main():
    netuids = [int(a) for a in sys.argv[1:]]
    with bt.subtensor() as chain:
        for netuid in netuids:
            for hotkey, value in top(netuid, 3, chain):
                print(netuid, hotkey, value)


if __name__ == "__main__":
    main()
