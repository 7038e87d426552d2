import argparse

import bittensor as bt


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, default=1)
    args = parser.parse_args()
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.subnet(args.netuid))


main()
