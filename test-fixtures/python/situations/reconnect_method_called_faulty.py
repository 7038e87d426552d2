import bittensor as bt


class Validator:
    """Looks at the old connection, but does not close it."""

    def __init__(self):
        self.sub = bt.Subtensor("finney")

    def reconnect(self):
        old = self.sub
        self.sub = bt.Subtensor("finney")
        # line SUB005
        print("replaced", old)

    def close(self):
        self.sub.close()


class Poller:
    """Returns what it asked the new connection, which makes nobody its owner."""

    def __init__(self):
        self.chain = bt.Subtensor("finney")

    def poll(self):
        try:
            return self.chain.block
        except ConnectionError:
            self.chain = bt.Subtensor("finney")
            # line SUB005
            return self.chain.block

    def close(self):
        self.chain.close()


validator = Validator()
validator.reconnect()
validator.close()

poller = Poller()
poller.poll()
poller.close()
