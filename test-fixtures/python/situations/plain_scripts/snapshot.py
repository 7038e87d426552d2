#!/usr/bin/env python3
import json
import sys

import bittensor as bt

netuid = int(sys.argv[1]) if len(sys.argv) > 1 else 1
sub = bt.Subtensor("finney")
try:
    metagraph = sub.metagraph(netuid)
finally:
    sub.close()

if metagraph.n == 0:
    sys.exit("empty")

json.dump({"n": int(metagraph.n), "hotkeys": metagraph.hotkeys}, sys.stdout)
