import asyncio

import bittensor as bt

from tools.inspect_chain import describe


async def main() -> None:
    sub = bt.AsyncSubtensor(network="finney")
    text = await describe(sub)
    print(text)


if __name__ == "__main__":
    asyncio.run(main())
