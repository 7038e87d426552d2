import logging

import bittensor as bt
from fastapi import FastAPI

logger = logging.getLogger("web")
app = FastAPI()
subtensor = None


@app.on_event("startup")
async def startup() -> None:
    global subtensor
    subtensor = bt.AsyncSubtensor(network="finney")
    await subtensor.initialize()


@app.on_event("shutdown")
async def shutdown() -> None:
    logger.info("going down")
    await subtensor.close()


@app.get("/block")
async def block() -> int:
    return await subtensor.get_current_block()
