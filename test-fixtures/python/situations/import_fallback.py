"""Works with and without the SDK; offline unless asked."""
import argparse
import sys

try:
    import bittensor as bt
except ImportError:
    bt = None


class Offline:
    network = "offline"

    def get_current_block(self):
        return 0

    def close(self):
        pass


def open_chain(online):
    if not online or bt is None:
        return Offline()
    return bt.Subtensor("finney")


def height(online):
    chain = open_chain(online)
    try:
        return chain.get_current_block()
    finally:
        chain.close()


def direct():
    if bt is None:
        print("bittensor is not installed", file=sys.stderr)
        sys.exit(2)
    sub = bt.Subtensor("test")
    try:
        number = sub.get_current_block()
    except Exception as err:
        print("failed:", err)
        number = None
    else:
        print("read")
    sub.close()
    return number


def fake():
    sub = bt.Subtensor(network="finney", mock=True)
    return sub.network


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--online", action="store_true")
    args = parser.parse_args()
    print(height(args.online))
    if args.online:
        print(direct(), fake())


if __name__ == "__main__":
    main()
