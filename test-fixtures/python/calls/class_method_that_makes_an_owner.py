import bittensor as bt


class Eager:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    @classmethod
    def create(cls, network="finney"):
        return cls(network)

    def close(self):
        self.sub.close()


class Lazy:
    def __init__(self):
        self.sub = None

    @classmethod
    def create(cls):
        return cls()

    def connect(self):
        self.sub = bt.Subtensor("finney")

    def close(self):
        self.sub.close()


def forgotten():
    client = Eager.create()
    #        ^^^^^^^^^^^^^^ SUB007
    print(client)


def closed():
    client = Eager.create("archive")
    print(client)
    client.close()


def connected():
    client = Lazy.create()
    client.connect()
    # line SUB007


def connected_and_closed():
    client = Lazy.create()
    client.connect()
    client.close()


def never_connected():
    client = Lazy.create()
    print(client)
