"""What a method opens its caller may close, directly, without a method that does only that."""

import bittensor as bt


class Bot:
    def start(self):
        self.sub = bt.Subtensor("finney")

    def run(self):
        self.start()
        try:
            self.sub.all_subnets()
        finally:
            self.sub.close()


class AsyncBot:
    async def open(self):
        self.sub = await bt.get_async_subtensor("finney")

    async def set_up(self):
        await self.open()

    async def refresh(self):
        try:
            return await self.sub.all_subnets()
        except AttributeError:
            await self.sub.close()
            self.sub = await bt.get_async_subtensor("finney")

    async def run(self):
        await self.set_up()
        while True:
            try:
                await self.refresh()
            finally:
                await self.sub.close()


class Renewing:
    """Each closes the one before, and nobody the last one."""

    def start(self):
        self.sub = bt.Subtensor("finney")
#                  ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    def run(self):
        self.start()
        while True:
            self.sub.all_subnets()
            self.sub.close()
            self.start()
