import concurrent.futures
import logging

import bittensor as bt

logger = logging.getLogger("snapshots")


def _metagraph(network: str, netuid: int):
    with bt.Subtensor(network=network) as own:
        return own.metagraph(netuid)


def snapshot(netuid: int, network: str = "finney") -> tuple[int, int]:
    with bt.Subtensor(network=network) as sub:
        with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
            future = pool.submit(_metagraph, network, netuid)
            block = sub.get_current_block()
            logger.info("block %d, waiting for the metagraph", block)
            mg = future.result()
    return block, int(mg.n)


if __name__ == "__main__":
    print(snapshot(13))
