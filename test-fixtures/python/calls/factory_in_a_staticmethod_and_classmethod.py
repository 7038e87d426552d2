import bittensor as bt


class Chain:
    @staticmethod
    def connect(network):
        return bt.Subtensor(network)

    @classmethod
    def connect_default(cls):
        return cls.connect("finney")


def leak():
    sub = Chain.connect("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def leak_default():
    sub = Chain.connect_default()
    #     ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed():
    sub = Chain.connect_default()
    print(sub.get_current_block())
    sub.close()
