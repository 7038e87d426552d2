# sdk: 7.4.0
import bittensor as bt
from bittensor.mock import MockSubtensor
from bittensor.mock.subtensor_mock import MockSubtensor as FromModule


def at_the_top():
    sub = bt.MockSubtensor()
    return sub.get_current_block()


def in_the_module():
    first, second, third = MockSubtensor(), FromModule(), bt.mock.MockSubtensor()
    return first, second, third
