import bittensor as bt
from fastapi import Depends, FastAPI, Request

app = FastAPI()


async def get_sub():
    async with bt.AsyncSubtensor(network="finney") as sub:
        yield sub


def get_chain():
    return bt.Subtensor(network="finney")


def get_state(request: Request):
    return request.app.state.sub


@app.get("/block")
async def block(sub: bt.AsyncSubtensor = Depends(get_sub)):
    return {"block": await sub.get_current_block()}


@app.get("/tempo")
def tempo(chain: bt.Subtensor = Depends(get_chain)):
    try:
        return {"tempo": chain.tempo(1)}
    finally:
        chain.close()


@app.get("/state")
async def state(sub=Depends(get_state)):
    return {"block": await sub.get_current_block()}
