from .core.subtensor import Subtensor


def leak():
    sub = Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.network


def closed():
    sub = Subtensor("finney")
    sub.close()
