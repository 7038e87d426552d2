import bittensor as bt
from fastapi import Depends, FastAPI

app = FastAPI()


def get_subtensor():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    yield sub
    sub.close()


@app.get("/block")
def block(sub=Depends(get_subtensor)):
    return sub.get_current_block()
