import bittensor as bt


class Session:
    def __init__(self, network):
        self.sub = bt.AsyncSubtensor(network)
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010

    async def __aenter__(self):
        await self.sub.initialize()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.sub.close()
