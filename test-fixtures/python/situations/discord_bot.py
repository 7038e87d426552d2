import asyncio
import os

import bittensor as bt
import discord
from discord.ext import commands, tasks

CHANNEL = int(os.environ.get("CHANNEL_ID", "0"))


class PriceBot(commands.Bot):
    def __init__(self):
        super().__init__(command_prefix="!", intents=discord.Intents.default())
        self.subtensor = bt.AsyncSubtensor("finney")
        self.last_price = None

    async def setup_hook(self):
        await self.subtensor.initialize()
        self.report.start()

    @tasks.loop(minutes=5)
    async def report(self):
        channel = self.get_channel(CHANNEL)
        if channel is None:
            return
        info = await self.subtensor.subnet(1)
        price = float(info.price)
        if price != self.last_price:
            self.last_price = price
            await channel.send(f"price: {price:.4f}")

    @report.before_loop
    async def before_report(self):
        await self.wait_until_ready()

    async def close(self):
        self.report.cancel()
        await self.subtensor.close()
        await super().close()


async def main():
    token = os.environ["DISCORD_TOKEN"]
    bot = PriceBot()
    async with bot:
        await bot.start(token)


if __name__ == "__main__":
    asyncio.run(main())
