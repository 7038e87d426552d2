# sdk: 10.5.0
import bittensor as bt
from bittensor.utils.mock import MockSubtensor


def at_the_top():
    sub = bt.MockSubtensor()
    return sub.get_current_block()


def in_the_module():
    sub = MockSubtensor()
    sub.close()
    return sub.get_current_block()


def kept(holder):
    holder.sub = bt.mock.MockSubtensor()
