import argparse
import logging

import bittensor as bt

log = logging.getLogger("blame")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--archive", action="store_true")
    parser.add_argument("--network", default="finney")
    args = parser.parse_args()
    sub = (
        bt.Subtensor(network="archive")
        # line SUB001
        if args.archive
        else bt.Subtensor(network=args.network)
        # line SUB001
    )
    for netuid in sub.get_subnets():
        log.info("subnet %d", netuid)
    print(sub.get_current_block())


if __name__ == "__main__":
    main()
