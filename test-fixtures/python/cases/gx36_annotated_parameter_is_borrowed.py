from typing import Optional

import bittensor as bt


def height(subtensor: "bt.Subtensor") -> int:
    return subtensor.get_current_block()


async def height_async(subtensor: Optional[bt.AsyncSubtensor] = None) -> int:
    if subtensor is None:
        return 0
    return await subtensor.get_current_block()
