# sdk: 9.4.0
import bittensor as bt


def third_is_the_flag():
    sub = bt.subtensor("finney", None, True)
    return sub.get_current_block()


async def third_is_the_flag_of_the_async_one():
    sub = bt.AsyncSubtensor("finney", None, True)
    return await sub.get_current_block()


def off():
    sub = bt.subtensor("finney", None, False)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def fourth_is_for_logging():
    sub = bt.subtensor("finney", None, False, True)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()
