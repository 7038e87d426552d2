import asyncio
import contextlib

import bittensor as bt


class Chain:
    """An instance is made without its constructor, which takes a connection that is open already."""

    def __init__(self, sub):
        self.sub = sub

    @classmethod
    def connect(cls, network):
        self = cls.__new__(cls)
        self.sub = bt.Subtensor(network)
        return self

    @classmethod
    def from_config(cls, config):
        chain = object.__new__(cls)
        chain.sub = bt.Subtensor(config["network"])
        return chain

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        self.sub.close()


class AsyncChain:
    @classmethod
    async def create(cls, network="finney"):
        self = super().__new__(cls)
        self.sub = bt.AsyncSubtensor(network)
        await self.sub.initialize()
        return self

    async def aclose(self):
        await self.sub.close()


def once():
    chain = Chain.connect("finney")
    try:
        print(chain.sub.block)
    finally:
        chain.close()


def scoped(config):
    with Chain.from_config(config) as chain:
        print(chain.sub.block)


def closing():
    with contextlib.closing(Chain.connect("test")) as chain:
        print(chain.sub.block)


async def main():
    chain = await AsyncChain.create()
    try:
        print(await chain.sub.block)
    finally:
        await chain.aclose()


once()
scoped({"network": "finney"})
closing()
asyncio.run(main())
