import functools
import json
import logging
import time
from pathlib import Path

import bittensor as bt

log = logging.getLogger("unstake")


def with_retries(count, pause):
    def wrap(fn):
        @functools.wraps(fn)
        def run(*args, **kwargs):
            last = None
            for attempt in range(count):
                try:
                    return fn(*args, **kwargs)
                except Exception as exc:
                    last = exc
                    log.warning("%s failed (%d): %s", fn.__name__, attempt, exc)
                    time.sleep(pause)
            raise last

        return run

    return wrap


@with_retries(3, 15)
def unstake(wallet, netuid, hotkey, fraction):
    sub = None
    try:
        sub = bt.Subtensor(network="finney")
        held = sub.get_stake(wallet.coldkeypub.ss58_address, hotkey, netuid)
        if float(held) == 0:
            return None
        return sub.unstake(
            wallet=wallet, netuid=netuid, hotkey_ss58=hotkey, amount=held * fraction
        )
    finally:
        if sub:
            sub.close()


def main():
    plan = json.loads(Path("plan.json").read_text())
    wallet = bt.Wallet(plan["wallet"], plan["hotkey"])
    for item in plan["items"]:
        unstake(wallet, item["netuid"], item["hotkey"], item.get("fraction", 1.0))


if __name__ == "__main__":
    main()
