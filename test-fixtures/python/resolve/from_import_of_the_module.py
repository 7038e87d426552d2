from bittensor.core import async_subtensor, subtensor


def run():
    sub = subtensor.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


async def run_async():
    sub = async_subtensor.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(await sub.get_current_block())
