import contextlib
import json
import logging
import tempfile

import bittensor as bt

logger = logging.getLogger("exporter")


def export(netuids: list[int], path: str) -> int:
    count = 0
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(open(path, "w"))
        scratch = stack.enter_context(tempfile.TemporaryDirectory())
        sub = stack.enter_context(bt.Subtensor(network="finney"))
        logger.info("scratch in %s", scratch)
        for netuid in netuids:
            mg = sub.metagraph(netuid)
            json.dump({"netuid": netuid, "hotkeys": list(mg.hotkeys)}, out)
            out.write("\n")
            count += 1
        stack.callback(logger.info, "exported %d subnets", count)
    return count
