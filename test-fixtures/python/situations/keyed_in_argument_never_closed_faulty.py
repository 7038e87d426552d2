"""The same without any close, by key, by a key of an attribute, and cold until a handler asks."""

import bittensor as bt


def open_chain(app):
    app["sub"] = bt.Subtensor(network="finney")
    # line SUB006


def head(app):
    return app["sub"].block


async def start(update, context):
    context.bot_data["sub"] = bt.AsyncSubtensor(network="finney")
    # line SUB006
    await context.bot_data["sub"].initialize()


async def lazily(app):
    app["lazy"] = bt.AsyncSubtensor(network="finney")
    # line SUB006


async def answer(request):
    return await request["lazy"].get_current_block()
