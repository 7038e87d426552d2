import bittensor as bt


class Client:
    def __init__(self, online=False):
        self.sub = None
        if online:
            self.sub = bt.Subtensor("finney")

    def close(self):
        if self.sub:
            self.sub.close()


def offline_by_default():
    client = Client()
    print(client)


def offline():
    client = Client(online=False)
    print(client)


def online():
    client = Client(online=True)
    #        ^^^^^^^^^^^^^^^^^^^ SUB007
    print(client)
