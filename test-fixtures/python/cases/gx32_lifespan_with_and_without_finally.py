from contextlib import asynccontextmanager

import bittensor as bt
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    app.state.subtensor = sub
    yield
    sub.close()


@asynccontextmanager
async def lifespan_with_finally(app: FastAPI):
    sub = bt.Subtensor("finney")
    try:
        app.state.subtensor = sub
        yield
    finally:
        sub.close()
