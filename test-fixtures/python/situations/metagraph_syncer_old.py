# sdk: 9.12.2
"""Exports metagraphs; implicit connections hide in it."""
import json
import logging
from pathlib import Path

import bittensor as bt

log = logging.getLogger(__name__)
OUT = Path("metagraphs")


def dump(metagraph, path):
    path.write_text(
        json.dumps(
            {
                "netuid": metagraph.netuid,
                "hotkeys": list(metagraph.hotkeys),
                "stake": [float(s) for s in metagraph.S],
            }
        )
    )


def export_implicit(netuid):
    metagraph = bt.metagraph(netuid=netuid, network="finney")
    # line SUB009
    dump(metagraph, OUT / f"{netuid}.json")


def export_explicit(netuid, subtensor):
    metagraph = bt.metagraph(netuid=netuid, subtensor=subtensor, sync=False)
    metagraph.sync(subtensor=subtensor)
    dump(metagraph, OUT / f"{netuid}.json")


def load(netuid):
    metagraph = bt.metagraph(netuid=netuid, network="finney", sync=False)
    metagraph.load_from_path(str(OUT))
    return metagraph


def main():
    OUT.mkdir(exist_ok=True)
    with bt.subtensor("finney") as subtensor:
        netuids = subtensor.get_all_subnets_netuid()
        for netuid in netuids:
            if (OUT / f"{netuid}.json").exists():
                log.info("have %s", netuid)
                continue
            export_explicit(netuid, subtensor)
    export_implicit(0)
    print(load(0).n)


if __name__ == "__main__":
    main()
