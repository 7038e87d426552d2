from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI

from deps import ChainState, get_chain


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.chain = ChainState()
    await app.state.chain.start()
    try:
        yield
    finally:
        await app.state.chain.stop()


app = FastAPI(lifespan=lifespan)


@app.get("/block")
async def block(subtensor=Depends(get_chain)):
    return {"block": await subtensor.get_current_block()}


@app.get("/subnets")
async def subnets(subtensor=Depends(get_chain)):
    return {"netuids": await subtensor.get_subnets()}


@app.get("/balance/{address}")
async def balance(address: str, subtensor=Depends(get_chain)):
    amount = await subtensor.get_balance(address)
    return {"address": address, "tao": float(amount)}


@app.get("/healthz")
async def healthz():
    return {"ok": True}
