"""What is left under a key is closed by a handler, by what made the container, or is its caller's."""

import bittensor as bt


async def open_chain(app):
    app["chain"] = bt.AsyncSubtensor(network="finney")
    await app["chain"].initialize()


async def open_late(request):
    request.app["chain"] = bt.AsyncSubtensor(network="finney")
    await request.app["chain"].initialize()


async def close_chain(app):
    await app["chain"].close()


def fill(box):
    box["sub"] = bt.Subtensor(network="finney")


def owns_the_box():
    box = {}
    fill(box)
    try:
        return box["sub"].block
    finally:
        box["sub"].close()


def lends_the_box(load):
    box = load()
    fill(box)
    return box
