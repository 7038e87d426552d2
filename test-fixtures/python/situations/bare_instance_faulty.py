import asyncio

import bittensor as bt


class Chain:
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


class Endless:
    @classmethod
    def connect(cls, network):
        self = cls.__new__(cls)
        self.wire = bt.Subtensor(network)
        #           ^^^^^^^^^^^^^^^^^^^^^ SUB006
        return self


def once():
    chain = Chain.connect("finney")
    #       ^^^^^^^^^^^^^^^^^^^^^^^ SUB007
    print(chain.sub.block)


def configured(config):
    chain = Chain.from_config(config)
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB007
    print(chain.sub.block)


def endless():
    print(Endless.connect("finney").wire.block)


async def main():
    chain = await AsyncChain.create()
    #             ^^^^^^^^^^^^^^^^^^^ SUB007
    print(await chain.sub.block)


once()
configured({"network": "finney"})
endless()
asyncio.run(main())
