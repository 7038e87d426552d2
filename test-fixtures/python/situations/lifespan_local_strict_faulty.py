import logging
from contextlib import asynccontextmanager

import bittensor as bt
from fastapi import FastAPI

logger = logging.getLogger("lifespan")


@asynccontextmanager
async def lifespan(app: FastAPI):
    sub = bt.AsyncSubtensor(network="finney")
    # line SUB003 strict
    await sub.initialize()
    yield {"subtensor": sub}
    await sub.close()
    logger.info("closed")


app = FastAPI(lifespan=lifespan)
