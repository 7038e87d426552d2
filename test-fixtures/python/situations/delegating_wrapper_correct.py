import bittensor as bt


class Retrying:
    """Answers with the connection for what it lacks itself: `retrying.close()` closes it."""

    def __init__(self, network):
        self._sub = bt.Subtensor(network)

    def __getattr__(self, name):
        return getattr(self._sub, name)


class Counting(Retrying):
    calls = 0

    def tempo(self, netuid):
        self.calls += 1
        return self._sub.tempo(netuid)


class Validator:
    def __init__(self):
        self.chain = Retrying("finney")

    def stop(self):
        self.chain.close()


def direct():
    chain = Retrying("finney")
    try:
        print(chain.block)
    finally:
        chain.close()


def inherited():
    chain = Counting("test")
    print(chain.tempo(1), chain.calls)
    chain.close()


def held():
    validator = Validator()
    print(validator.chain.block)
    validator.stop()


direct()
inherited()
held()
