import bittensor as bt


class Session:
    def __init__(self, network):
        self.sub = bt.AsyncSubtensor(network)

    async def __aenter__(self):
        await self.sub.initialize()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.sub.close()


async def scoped():
    async with Session("finney") as session:
        print(await session.sub.get_current_block())
