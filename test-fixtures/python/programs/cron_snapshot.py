#!/usr/bin/env python3
# sdk: 8.5.2
import csv
import datetime as dt
import pathlib
import sys

from bittensor.core.subtensor import Subtensor

OUT = pathlib.Path("/var/lib/snapshots")


def rows(metagraph):
    for uid in metagraph.uids.tolist():
        yield [
            uid,
            metagraph.hotkeys[uid],
            float(metagraph.S[uid]),
            float(metagraph.I[uid]),
        ]


def main(argv):
    netuids = [int(a) for a in argv[1:]] or [1]
    subtensor = Subtensor(network="finney")
    try:
        stamp = dt.datetime.utcnow().strftime("%Y%m%d%H")
        for netuid in netuids:
            mg = subtensor.metagraph(netuid)
            target = OUT / f"{stamp}-{netuid}.csv"
            with target.open("w", newline="") as fh:
                writer = csv.writer(fh)
                writer.writerow(["uid", "hotkey", "stake", "incentive"])
                writer.writerows(rows(mg))
    finally:
        subtensor.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
