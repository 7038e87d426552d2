# sdk: 8.0.0
from bittensor.subtensor import subtensor


def leak():
    sub = subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed():
    sub = subtensor("finney")
    sub.close()
