# sdk: 9.12.2
import csv
import sys
import time
from datetime import datetime, timezone

import bittensor as bt

NETUIDS = [1, 4, 8, 19, 51, 56, 62, 64]


def now():
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def sample(writer, subtensor):
    subnets = {s.netuid: s for s in subtensor.all_subnets()}
    for netuid in NETUIDS:
        info = subnets.get(netuid)
        if info is None:
            continue
        writer.writerow([now(), netuid, info.subnet_name, float(info.price)])


def main(path):
    with open(path, "a", newline="") as fh:
        writer = csv.writer(fh)
        for _ in range(24 * 60):
            subtensor = bt.subtensor(network="finney")
            # line SUB001|SUB005
            sample(writer, subtensor)
            fh.flush()
            time.sleep(60)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "prices.csv")
