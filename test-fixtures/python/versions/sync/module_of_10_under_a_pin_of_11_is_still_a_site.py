# sdk: 11.3.0
from bittensor.core.subtensor import Subtensor


def leak():
    sub = Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed():
    sub = Subtensor("finney")
    block = sub.get_current_block()
    sub.close()
    return block


def scoped():
    with Subtensor("finney") as sub:
        return sub.get_current_block()
