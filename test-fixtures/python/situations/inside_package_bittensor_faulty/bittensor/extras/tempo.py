import logging

from ..core.subtensor import Subtensor

logger = logging.getLogger(__name__)


def tempo(netuid: int, network: str = "local") -> int:
    subtensor = Subtensor(network=network)
    # line SUB001
    params = subtensor.get_subnet_hyperparameters(netuid=netuid)
    logger.info("tempo of %d: %d", netuid, params.tempo)
    return int(params.tempo)
