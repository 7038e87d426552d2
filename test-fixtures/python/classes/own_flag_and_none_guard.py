import bittensor as bt

class C1:
    def __init__(self, network, subtensor=None):
        self._owns = subtensor is None
        self.subtensor = subtensor or bt.Subtensor(network)

    def close(self):
        if self._owns:
            self.subtensor.close()

def c1():
    c = C1("finney")
    c.close()

class C2:
    def __init__(self, network, subtensor=None):
        self._owns = subtensor is None
        self.subtensor = subtensor or bt.Subtensor(network)

    def close(self):
        if self._owns and self.subtensor is not None:
            self.subtensor.close()
            self.subtensor = None

def c2():
    c = C2("finney")
    c.close()

class C3:
    def __init__(self, network, subtensor=None):
        self._owns = subtensor is None
        self.subtensor = subtensor or bt.AsyncSubtensor(network)

    async def close(self):
        if self._owns:
            await self.subtensor.close()

    async def __aenter__(self):
        await self.subtensor.initialize()
        return self

    async def __aexit__(self, *exc):
        await self.close()

async def c3():
    async with C3("finney") as c:
        print(c)


def c2_never():
    c = C2("finney")
    #   ^^^^^^^^^^^^ SUB007
    print(c.subtensor.block)


def c2_lent():
    with bt.Subtensor() as sub:
        c = C2("finney", sub)
        c.close()


class C4:
    def __init__(self, network, verbose):
        self.verbose = verbose
        self.subtensor = bt.Subtensor(network)

    def close(self):
        if self.verbose and self.subtensor is not None:
            self.subtensor.close()


def c4(verbose):
    c = C4("finney", verbose)
    #   ^^^^^^^^^^^^^^^^^^^^^ SUB007
    c.close()


def c4_verbose():
    c = C4("finney", True)
    c.close()


def c4_quiet():
    c = C4("finney", False)
    #   ^^^^^^^^^^^^^^^^^^^ SUB007
    c.close()
