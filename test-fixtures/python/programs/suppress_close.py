import contextlib
import logging
import pathlib

import bittensor as bt

log = logging.getLogger("audit")


def parents(sub, hotkey, netuid):
    ok, children, error = sub.get_children(hotkey, netuid)
    if not ok:
        log.error("%s", error)
        return []
    return children


def audit(hotkeys, netuid):
    sub = bt.Subtensor(network="finney")
    # line SUB002
    findings = {}
    with contextlib.suppress(ConnectionError):
        for hotkey in hotkeys:
            take = sub.get_delegate_take(hotkey)
            findings[hotkey] = (float(take), len(parents(sub, hotkey, netuid)))
        sub.close()
    return findings


def main():
    keys = pathlib.Path("hotkeys.txt").read_text().splitlines()
    for hotkey, (take, count) in audit(keys, 5).items():
        print(f"{hotkey} take={take:.2%} children={count}")


if __name__ == "__main__":
    main()
