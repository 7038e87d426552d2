import asyncio

import bittensor as bt

from util.conn import bounce, drop


async def main() -> None:
    sub = bt.AsyncSubtensor(network="finney")
    # line SUB001
    await sub.initialize()
    print(await sub.get_current_block())
    await bounce(sub)
    print(await sub.get_current_block())
    await bounce(sub)


if __name__ == "__main__":
    asyncio.run(main())
