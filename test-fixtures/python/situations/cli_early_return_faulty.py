import argparse
import sys

import bittensor as bt


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="subnet-register")
    parser.add_argument("--netuid", type=int, required=True)
    parser.add_argument("--max-cost", type=float, default=1.0)
    bt.Subtensor.add_args(parser)
    bt.Wallet.add_args(parser)
    return parser


def register(config: "bt.Config") -> int:
    wallet = bt.Wallet(config=config)
    hotkey = wallet.hotkey.ss58_address
    sub = bt.Subtensor(config=config)
    # line SUB002
    if sub.is_hotkey_registered(netuid=config.netuid, hotkey_ss58=hotkey):
        print("already registered")
        return 0
    cost = float(sub.recycle(netuid=config.netuid))
    if cost > config.max_cost:
        print(f"too expensive: {cost}")
        sub.close()
        return 2
    ok = sub.burned_register(wallet=wallet, netuid=config.netuid)
    sub.close()
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(register(bt.Config(build_parser())))
