import inspect

import bittensor as bt


async def safe_close(client):
    close = getattr(client, "close", None)
    if close is None:
        return
    result = close()
    if inspect.isawaitable(result):
        await result


async def run():
    sub = await bt.AsyncSubtensor("finney").initialize()
    print(await sub.get_current_block())
    await safe_close(sub)
