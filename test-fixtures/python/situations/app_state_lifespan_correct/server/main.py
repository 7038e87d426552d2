import logging
from contextlib import asynccontextmanager

import bittensor as bt
from fastapi import FastAPI

from .routes import router

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.netuid = 1
    app.state.subtensor = bt.AsyncSubtensor(network="finney")
    await app.state.subtensor.initialize()
    yield
    await app.state.subtensor.close()
    logger.info("server stopped")


app = FastAPI(lifespan=lifespan)
app.include_router(router)
