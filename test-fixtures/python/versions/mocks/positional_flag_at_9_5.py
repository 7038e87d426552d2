# sdk: 9.5.0
import bittensor as bt


def third_is_for_logging():
    sub = bt.subtensor("finney", None, True)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


async def third_is_for_logging_of_the_async_one():
    sub = bt.AsyncSubtensor("finney", None, True)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


def sixth_is_the_flag():
    sub = bt.subtensor("finney", None, False, None, False, True)
    return sub.get_current_block()


async def sixth_is_the_flag_of_the_async_one():
    sub = bt.AsyncSubtensor("finney", None, False, None, False, True)
    return await sub.get_current_block()
