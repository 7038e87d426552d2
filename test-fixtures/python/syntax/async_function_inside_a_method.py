import asyncio

import bittensor as bt


class Runner:
    def run(self):
        async def body():
            sub = bt.AsyncSubtensor("finney")
            #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
            await sub.initialize()
            print(await sub.get_current_block())

        asyncio.run(body())

    def run_scoped(self):
        async def body():
            async with bt.AsyncSubtensor("finney") as sub:
                print(await sub.get_current_block())

        asyncio.run(body())
