# sdk: 7.4.0
from bittensor.core.subtensor import Subtensor


def leak():
    sub = Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def wrong_protocol():
    with Subtensor("finney") as sub:
    #    ^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()


def closed():
    sub = Subtensor("finney")
    block = sub.get_current_block()
    sub.close()
    return block
