import argparse
import logging
import sys

import bittensor as bt

log = logging.getLogger("preflight")


def preflight(netuid: int, hotkey: str) -> None:
    sub = bt.Subtensor(network="finney")
    # line SUB002
    if not sub.subnet_exists(netuid):
        log.error("no subnet %d", netuid)
        return
    uid = sub.get_uid_for_hotkey_on_subnet(hotkey_ss58=hotkey, netuid=netuid)
    if uid is None:
        log.error("%s is not registered", hotkey)
        sys.exit(2)
    log.info("uid %d", uid)
    sub.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--netuid", type=int, default=1)
    parser.add_argument("--hotkey", required=True)
    args = parser.parse_args()
    preflight(args.netuid, args.hotkey)


if __name__ == "__main__":
    main()
