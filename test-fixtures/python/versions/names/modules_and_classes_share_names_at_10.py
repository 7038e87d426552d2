# sdk: 10.5.0
import bittensor as bt
from bittensor import subtensor as class_of_9
from bittensor.core import subtensor


def module():
    with subtensor.Subtensor("finney") as sub:
        return sub.get_current_block()


def leak():
    sub = class_of_9("finney")
    #     ^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def method(sub):
    return sub.metagraph(1), bt.core.subtensor
