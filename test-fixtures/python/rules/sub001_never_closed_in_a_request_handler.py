import bittensor as bt
from fastapi import FastAPI

app = FastAPI()


@app.get("/block")
def block():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return {"block": sub.get_current_block()}


@app.get("/tempo")
def tempo():
    with bt.Subtensor("finney") as sub:
        return {"tempo": sub.tempo(1)}
