# sdk: 8.5.2
import bittensor as bt


def by_name():
    sub = bt.subtensor("finney", _mock=True)
    return sub.get_current_block()


def by_position():
    sub = bt.Subtensor("finney", None, True)
    return sub.get_current_block()


def off():
    sub = bt.Subtensor("finney", _mock=False)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()
