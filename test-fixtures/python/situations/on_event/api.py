import logging

from fastapi import FastAPI, HTTPException

import state

app = FastAPI()
log = logging.getLogger(__name__)


@app.on_event("startup")
async def startup():
    log.info("opening connections")
    await state.open_all()


@app.on_event("shutdown")
async def shutdown():
    if state.subtensor is not None:
        await state.subtensor.close()


@app.get("/block")
async def block():
    if state.subtensor is None:
        raise HTTPException(503)
    return {"block": await state.subtensor.get_current_block()}


@app.get("/history/{number}")
async def history(number: int):
    return {"hash": await state.archive.get_block_hash(number)}
