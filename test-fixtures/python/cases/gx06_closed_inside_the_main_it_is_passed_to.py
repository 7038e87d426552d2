import asyncio

import bittensor as bt


async def main(sub):
    try:
        print(await sub.get_current_block())
    finally:
        await sub.close()


if __name__ == "__main__":
    chain = bt.AsyncSubtensor("finney")
    asyncio.run(main(chain))
