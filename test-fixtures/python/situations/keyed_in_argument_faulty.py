"""Handlers that leave a connection in the application under a key, and nobody closes it."""

import bittensor as bt


async def open_chain(app):
    app["chain"] = bt.AsyncSubtensor(network="finney")
    # line SUB010
    await app["chain"].initialize()


async def close_chain(app):
    app["chain"].close()


async def open_state(request):
    request.app.state.sub = bt.AsyncSubtensor(network="finney")
    # line SUB010
    await request.app.state.sub.initialize()


async def close_state(app):
    app.state.sub.close()


def setup(application):
    application.on_startup.append(open_chain)
    application.on_cleanup.append(close_chain)


async def lifespan(app):
    app.state.chain = bt.AsyncSubtensor(network="finney")
    #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    await app.state.chain.initialize()
    try:
        yield
    finally:
        app.state.chain.close()
