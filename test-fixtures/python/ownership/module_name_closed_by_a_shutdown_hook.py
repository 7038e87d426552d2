import bittensor as bt
from fastapi import FastAPI

app = FastAPI()
subtensor = bt.Subtensor("finney")


@app.get("/block")
def block():
    return {"block": subtensor.get_current_block()}


@app.on_event("shutdown")
def on_shutdown():
    subtensor.close()
