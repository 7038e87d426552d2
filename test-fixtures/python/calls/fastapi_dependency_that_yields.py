import bittensor as bt
from fastapi import Depends, FastAPI

app = FastAPI()


def get_subtensor():
    sub = bt.Subtensor("finney")
    try:
        yield sub
    finally:
        sub.close()


@app.get("/block")
def block(sub=Depends(get_subtensor)):
    return sub.get_current_block()
