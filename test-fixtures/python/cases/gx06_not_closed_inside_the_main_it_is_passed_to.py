import asyncio

import bittensor as bt


async def main(sub):
    print(await sub.get_current_block())


if __name__ == "__main__":
    chain = bt.AsyncSubtensor("finney")
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    asyncio.run(main(chain))
