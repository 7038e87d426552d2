import argparse

import bittensor as bt

from ops.finish import finish


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep-log", action="store_true")
    parser.add_argument("--netuid", type=int, default=1)
    args = parser.parse_args()
    sub = bt.Subtensor(network="finney")
    print(sub.subnet_exists(args.netuid))
    finish(sub, args.keep_log)


if __name__ == "__main__":
    main()
