import logging

import bittensor as bt
from bittensor.utils.mock import MockSubtensor

logger = logging.getLogger("offline")


class ScriptedSubtensor(MockSubtensor):
    def get_current_block(self) -> int:
        return 7


def rehearse(netuid: int) -> list[int]:
    mock = MockSubtensor(network="mock")
    mock.create_subnet(netuid)
    scripted = ScriptedSubtensor()
    quiet = bt.Subtensor(network="finney", mock=False)
    # line SUB001
    blocks = [mock.get_current_block(), scripted.get_current_block()]
    blocks.append(quiet.get_current_block())
    logger.info("%s", blocks)
    return blocks
