from typing import Optional

import bittensor as bt
from fastapi import HTTPException, Request

NETWORK = "finney"


class ChainState:
    """Holds what the application opened at startup."""

    def __init__(self):
        self.subtensor: Optional[bt.AsyncSubtensor] = None
        self.requests = 0

    async def start(self):
        self.subtensor = bt.AsyncSubtensor(NETWORK)
        await self.subtensor.initialize()

    async def stop(self):
        if self.subtensor:
            await self.subtensor.close()
            self.subtensor = None


def get_chain(request: Request):
    chain = request.app.state.chain
    if chain.subtensor is None:
        raise HTTPException(503, "chain is not ready")
    return chain.subtensor
