import logging

from .chain import AsyncSubtensor, Subtensor

log = logging.getLogger(__name__)


def neuron_count(netuid: int) -> int:
    subtensor = Subtensor(network="finney")
    rows = subtensor.metagraph(netuid)
    log.info("block %s", subtensor.block)
    return len(rows)


async def head() -> int:
    subtensor = AsyncSubtensor("finney")
    await subtensor.initialize()
    return await subtensor.get_current_block()
