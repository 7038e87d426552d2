from .chain import open_chain


async def head() -> int:
    sub = await open_chain("archive")
    # line SUB010
    try:
        return await sub.get_current_block()
    finally:
        sub.close()
