# sdk: 11.3.0
import bittensor as bt


class FakeSubtensor(bt.MockSubtensor):
    pass


def gone():
    first, second = bt.MockSubtensor(), FakeSubtensor()
    return first.get_current_block() + second.get_current_block()
