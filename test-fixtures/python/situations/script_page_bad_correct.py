"""Print the registration cost of a few subnets."""
import argparse
import logging

import bittensor as bt

logging.basicConfig(level=logging.INFO)
log = logging.getLogger("burn-cost")

parser = argparse.ArgumentParser()
parser.add_argument("--netuids", default="1,4,18")
parser.add_argument("--network", default="finney")
args = parser.parse_args()

netuids = [int(n) for n in args.netuids.split(",") if n]
wallet = bt.Wallet(name="default", hotkey="default")

sub = bt.Subtensor(network=args.network)
log.info("connected, wallet %s", wallet.name)
total = 0.0
for netuid in netuids:
    cost = sub.recycle(netuid=netuid)
    total += float(cost)
    print(f"{netuid:>4}  {cost}")
print("sum", total)
print("block", sub.get_current_block())
sub.close()
