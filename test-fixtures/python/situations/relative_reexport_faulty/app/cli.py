import argparse

from .chain import DEFAULT_NETWORK, acquire


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="app")
    parser.add_argument("--network", default=DEFAULT_NETWORK)
    parser.add_argument("netuid", type=int)
    args = parser.parse_args(argv)
    sub = acquire(args.network)
    # line SUB002
    if not sub.subnet_exists(args.netuid):
        print("no such subnet")
        return 1
    print(sub.metagraph(args.netuid))
    sub.close()
    return 0
