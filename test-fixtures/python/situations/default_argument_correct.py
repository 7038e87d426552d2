import logging

import bittensor as bt

logger = logging.getLogger("rewards")


def reward_pool(netuid: int, sub=None) -> float:
    if sub is None:
        with bt.Subtensor(network="finney") as own:
            return reward_pool(netuid, own)
    info = sub.subnet(netuid=netuid)
    logger.info("subnet %d", netuid)
    return float(info.tao_in)


def pools(netuids: list[int]) -> dict[int, float]:
    return {netuid: reward_pool(netuid) for netuid in netuids}
