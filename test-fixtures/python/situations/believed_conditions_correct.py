import asyncio
import inspect
import logging

import bittensor as bt

logger = logging.getLogger("believers")


def present(thing) -> bool:
    return thing is not None


async def close_any(connection) -> None:
    close = getattr(connection, "close", None)
    if close is None:
        return
    if inspect.iscoroutinefunction(close):
        await close()
    else:
        close()


async def first(coldkey: str) -> float:
    sub = bt.AsyncSubtensor(network="finney")
    try:
        await sub.initialize()
        return float(await sub.get_balance(coldkey))
    finally:
        await close_any(sub)


def second(coldkey: str) -> float:
    sub = None
    try:
        sub = bt.Subtensor(network="finney")
        return float(sub.get_balance(coldkey))
    except Exception as exc:
        logger.error("%s", exc)
        return 0.0
    finally:
        if present(sub) and hasattr(sub, "close"):
            sub.close()


if __name__ == "__main__":
    print(second("5C..."), asyncio.run(first("5C...")))
