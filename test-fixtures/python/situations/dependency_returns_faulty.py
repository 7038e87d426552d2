"""A dependency that returns a connection: the framework hands it to handlers, and none of them closes it."""

import bittensor as bt
from fastapi import Depends, FastAPI

app = FastAPI()


async def get_sub():
    sub = bt.AsyncSubtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    return sub


def get_chain():
    return bt.Subtensor(network="finney")
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001


@app.get("/block")
async def block(sub: bt.AsyncSubtensor = Depends(get_sub)):
    return {"block": await sub.get_current_block()}


@app.get("/tempo")
def tempo(chain=Depends(get_chain)):
    return {"tempo": chain.tempo(1)}
