"""A base outside of the program that drives its objects calls what they override to end them."""

from http.server import BaseHTTPRequestHandler, HTTPServer

import bittensor as bt
from discord.ext import commands


class Bot(commands.Bot):
    def __init__(self):
        super().__init__(command_prefix="!")
        self.sub = bt.Subtensor("finney")

    async def close(self):
        self.sub.close()
        await super().close()


class Server(HTTPServer):
    def __init__(self, address):
        super().__init__(address, BaseHTTPRequestHandler)
        self.sub = bt.Subtensor("finney")

    def server_close(self):
        super().server_close()
        self.sub.close()


class Open(HTTPServer):
    def __init__(self, address):
        super().__init__(address, BaseHTTPRequestHandler)
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB006


async def entered():
    async with Bot() as bot:
        await bot.start("token")


def run():
    Bot().run("token")
    with Server(("", 8000)) as server:
        server.serve_forever()


def not_run():
    bot = Bot()
    #     ^^^^^ SUB007
    print(bot.sub.block)
