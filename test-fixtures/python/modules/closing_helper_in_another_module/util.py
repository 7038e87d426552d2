import inspect


async def release(client):
    close = getattr(client, "close", None)
    if callable(close):
        result = close()
        if inspect.isawaitable(result):
            await result


def announce_close(client):
    print("closing", client)
