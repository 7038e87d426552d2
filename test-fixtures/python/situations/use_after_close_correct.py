import argparse
import logging

import bittensor as bt

log = logging.getLogger("unstake")


def unstake(args, wallet: "bt.Wallet") -> bool:
    sub = bt.Subtensor(network=args.network)
    stake = sub.get_stake(
        coldkey_ss58=wallet.coldkeypub.ss58_address,
        hotkey_ss58=args.hotkey,
        netuid=args.netuid,
    )
    if args.dry_run:
        sub.close()
        print("would unstake", stake)
        return True
    ok = sub.unstake(wallet=wallet, netuid=args.netuid, hotkey_ss58=args.hotkey, amount=stake)
    log.info("unstaked %s: %s", stake, ok)
    sub.close()
    return bool(ok)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", default="test")
    parser.add_argument("--hotkey")
    parser.add_argument("--netuid", type=int)
    parser.add_argument("--dry-run", action="store_true")
    unstake(parser.parse_args(), bt.Wallet())
