import bittensor as bt


class Endless:
    def __init__(self):
        # The loop ends by an exception only, and that is where it closes.
        self.sub = bt.AsyncSubtensor("finney")

    async def run(self):
        await self.sub.initialize()
        try:
            while True:
                print(await self.sub.get_current_block())
        finally:
            await self.sub.close()


class Reopens:
    def __init__(self):
        self.sub = bt.AsyncSubtensor("finney")

    async def _reopen(self):
        await self.sub.close()
        self.sub = bt.AsyncSubtensor("finney")
        await self.sub.initialize()

    async def run(self):
        await self.sub.initialize()
        try:
            while True:
                try:
                    print(await self.sub.get_current_block())
                except ConnectionError:
                    await self._reopen()
        finally:
            await self.sub.close()


class ReopensOnly:
    def __init__(self):
        self.sub = bt.AsyncSubtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006

    async def _reopen(self):
        await self.sub.close()
        self.sub = bt.AsyncSubtensor("finney")
        await self.sub.initialize()

    async def run(self):
        await self.sub.initialize()
        while True:
            try:
                print(await self.sub.get_current_block())
            except ConnectionError:
                await self._reopen()


async def main(name):
    node = {"endless": Endless, "reopens": Reopens, "only": ReopensOnly}[name]()
    await node.run()
