# sdk: 6.12.4
from bittensor.subtensor import subtensor


def leak():
    sub = subtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed():
    sub = subtensor(network="finney")
    try:
        return sub.get_current_block()
    finally:
        sub.close()
