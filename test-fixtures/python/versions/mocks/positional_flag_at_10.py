# sdk: 10.0.0
import bittensor as bt


def sixth_are_archive_nodes():
    sub = bt.Subtensor("finney", None, False, None, False, ["archive"])
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def seventh_is_the_flag():
    sub = bt.Subtensor("finney", None, False, None, False, None, True)
    return sub.get_current_block()


async def seventh_is_a_time_of_the_async_one():
    sub = bt.AsyncSubtensor("finney", None, False, None, False, None, 5.0)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return await sub.get_current_block()


async def eighth_is_the_flag_of_the_async_one():
    sub = bt.AsyncSubtensor("finney", None, False, None, False, None, 5.0, True)
    return await sub.get_current_block()


async def third_is_the_flag_of_the_factory():
    sub = await bt.get_async_subtensor("finney", None, True)
    return await sub.get_current_block()


def api():
    sub = bt.SubtensorApi("finney", mock=True)
    return sub.block
