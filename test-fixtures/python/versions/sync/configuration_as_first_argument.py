# sdk: 7.4.0
import bittensor as bt


def leak(config):
    sub = bt.subtensor(config)
    #     ^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def leak_by_name(config):
    sub = bt.subtensor(config=config)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed(config):
    sub = bt.subtensor(config)
    block = sub.get_current_block()
    sub.close()
    return block
