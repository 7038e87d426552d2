from .chain import open_chain


async def head() -> int:
    sub = await open_chain("archive")
    try:
        return await sub.get_current_block()
    finally:
        await sub.close()
