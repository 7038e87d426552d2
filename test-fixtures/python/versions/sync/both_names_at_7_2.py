# sdk: 7.2.1
import bittensor as bt
from bittensor.subtensor import Subtensor, subtensor


def capital():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def lower_case():
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def from_the_module():
    first = Subtensor("finney")
    #       ^^^^^^^^^^^^^^^^^^^ SUB001
    second = subtensor("test")
    #        ^^^^^^^^^^^^^^^^^ SUB001
    return first.get_current_block() - second.get_current_block()


def by_the_modules_second_name():
    sub = bt.subtensor_module.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed():
    sub = bt.Subtensor("finney")
    try:
        return sub.get_current_block()
    finally:
        sub.close()
