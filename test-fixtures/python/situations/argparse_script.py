#!/usr/bin/env python3
import argparse
import csv
import sys

import bittensor as bt


def parse():
    parser = argparse.ArgumentParser(description="export a subnet")
    parser.add_argument("netuid", type=int)
    parser.add_argument("-o", "--output", default="-")
    parser.add_argument("--network", default="finney")
    parser.add_argument("--min-stake", type=float, default=0)
    return parser.parse_args()


def rows(metagraph, minimum):
    for uid in range(int(metagraph.n)):
        stake = float(metagraph.S[uid])
        if stake < minimum:
            continue
        yield uid, metagraph.hotkeys[uid], stake


def export(path, table):
    handle = sys.stdout if path == "-" else open(path, "w", newline="")
    try:
        writer = csv.writer(handle)
        writer.writerow(["uid", "hotkey", "stake"])
        writer.writerows(table)
    finally:
        if handle is not sys.stdout:
            handle.close()


def main() -> int:
    args = parse()
    subtensor = bt.Subtensor(network=args.network)
    # line SUB001
    metagraph = subtensor.metagraph(args.netuid)
    if metagraph.n == 0:
        print("empty subnet", file=sys.stderr)
        return 1
    export(args.output, rows(metagraph, args.min_stake))
    del subtensor
    return 0


if __name__ == "__main__":
    sys.exit(main())
