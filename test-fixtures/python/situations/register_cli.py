import argparse
import getpass
import sys
import time

import bittensor as bt


def ask(question):
    return input(f"{question} [y/N] ").strip().lower() == "y"


def register(args):
    wallet = bt.Wallet(name=args.wallet, hotkey=args.hotkey)
    with bt.Subtensor(args.network) as sub:
        if sub.is_hotkey_registered(wallet.hotkey.ss58_address, netuid=args.netuid):
            print("already registered")
            return 0
        for attempt in range(args.attempts):
            cost = sub.recycle(args.netuid)
            if cost is None:
                sys.exit("no such subnet")
            if float(cost) > args.limit:
                print(f"{cost} is above the limit")
                time.sleep(12)
                continue
            if not args.yes and not ask(f"pay {cost}?"):
                break
            try:
                if sub.burned_register(wallet=wallet, netuid=args.netuid):
                    return 0
            except KeyboardInterrupt:
                raise SystemExit(130)
        else:
            print("gave up")
    return 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, required=True)
    parser.add_argument("--wallet", default=getpass.getuser())
    parser.add_argument("--hotkey", default="default")
    parser.add_argument("--network", default="finney")
    parser.add_argument("--attempts", type=int, default=10)
    parser.add_argument("--limit", type=float, default=1.0)
    parser.add_argument("--yes", action="store_true")
    sys.exit(register(parser.parse_args()))


if __name__ == "__main__":
    main()
