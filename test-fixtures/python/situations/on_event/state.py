from typing import Optional

import bittensor as bt

subtensor: Optional[bt.AsyncSubtensor] = None
archive: Optional[bt.AsyncSubtensor] = None


async def open_all():
    global subtensor, archive
    subtensor = bt.AsyncSubtensor("finney")
    await subtensor.initialize()
    archive = bt.AsyncSubtensor("archive")
    # line SUB008
    await archive.initialize()
