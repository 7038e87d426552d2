import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import chain

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    await chain.subtensor.initialize()
    logger.info("chain is up")
    try:
        yield
    finally:
        await chain.subtensor.close()
        logger.info("chain is down")


app = FastAPI(lifespan=lifespan)


@app.get("/block")
async def get_block() -> dict:
    return {"block": await chain.block()}
