from contextlib import asynccontextmanager

from fastapi import FastAPI

from deps import close_chain, get_chain


@asynccontextmanager
async def lifespan(app):
    await get_chain()
    yield
    await close_chain()


app = FastAPI(lifespan=lifespan)


@app.get("/block")
async def block():
    chain = await get_chain()
    return await chain.get_current_block()
