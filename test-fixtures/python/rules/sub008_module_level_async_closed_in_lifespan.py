from contextlib import asynccontextmanager

import bittensor as bt
from fastapi import FastAPI

subtensor = bt.AsyncSubtensor("finney")


@asynccontextmanager
async def lifespan(app):
    await subtensor.initialize()
    yield
    await subtensor.close()


app = FastAPI(lifespan=lifespan)
