import bittensor as bt
from fastapi import FastAPI

from routes import router

app = FastAPI()
app.include_router(router)


@app.on_event("startup")
async def startup():
    app.state.chain = bt.AsyncSubtensor("finney")
    await app.state.chain.initialize()


@app.on_event("shutdown")
async def shutdown():
    await app.state.chain.close()
